package io.equipoise.replay.cases;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.Case.Stage;
import io.equipoise.replay.cases.CheckName.Parameter;
import io.equipoise.replay.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a case expects; each check says which parameters it needs and which it takes. */
final class ExpectationReader {
    private static final double MOST = 1_000_000;

    private final PolicyKind kind;
    private final List<Stage> stages;
    private final Function<YamlNode, List<Integer>> guests;

    ExpectationReader(PolicyKind kind, List<Stage> stages, Function<YamlNode, List<Integer>> guests) {
        this.kind = kind;
        this.stages = stages;
        this.guests = guests;
    }

    List<Expectation> read(YamlNode list) {
        List<Expectation> expectations = new ArrayList<>();
        for (YamlNode item : list.list()) {
            expectations.add(expectation(item));
        }
        if (expectations.isEmpty()) {
            throw list.error("'expect' must hold at least one check");
        }
        requireMovement(list, expectations);
        return expectations;
    }

    private Expectation expectation(YamlNode node) {
        Map<String, YamlNode> any =
                node.mapping("an expectation", List.of("check", "reason"), List.of("stage", "guests", "to", "bound"));
        CheckName check = CaseReader.get(any, "check")
                .oneOf(Arrays.stream(CheckName.values())
                        .filter(name -> name.fits(kind))
                        .toList());
        List<String> needed = new ArrayList<>(List.of("check"));
        List<String> optional = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            if (check.takes(parameter)) {
                (check.needs(parameter) ? needed : optional)
                        .add(parameter.name().toLowerCase(Locale.ROOT));
            }
        }
        needed.add("reason");
        Map<String, YamlNode> keys = node.mapping("the check " + check.text(), needed, optional);
        YamlNode stage = keys.get("stage");
        YamlNode bound = keys.get("bound");
        return new Expectation(
                check,
                stage == null ? null : (Integer) (int) stage.whole(1, stages.size()),
                guests(keys.get("guests")),
                guests(keys.get("to")),
                bound == null ? null : (Double) bound.number(0, MOST),
                CaseReader.get(keys, "reason").sentence());
    }

    private List<Integer> guests(@Nullable YamlNode node) {
        return node == null ? List.of() : guests.apply(node);
    }

    /** In a memory case {@code converged} asks when the movement of its stage began: one must be expected there. */
    private void requireMovement(YamlNode list, List<Expectation> expectations) {
        for (Expectation expectation : expectations) {
            if (kind == PolicyKind.MEMORY
                    && expectation.check() == CheckName.CONVERGED
                    && Movements.of(expectations, expectation.stage()).isEmpty()) {
                throw list.error("converged needs a movement to wait for: expect gains, moves, gives or returns"
                        + (expectation.stage() == null ? "" : " in stage " + expectation.stage()));
            }
        }
    }
}
