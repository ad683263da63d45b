package io.equipoise.replay.cases;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.GradedAs;
import io.equipoise.replay.cases.Case.GuestLoad;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.cases.Case.ReplayHost;
import io.equipoise.replay.cases.Case.Stage;
import io.equipoise.replay.cases.Case.Start;
import io.equipoise.replay.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a case from its YAML nodes and refuses what the format does not know; docs/cases.md describes the format. */
final class CaseReader {
    private static final int MOST_GUESTS = 1024;
    private static final int MOST_TICKS = 1_000_000;
    private static final long MOST_MIB = 1L << 30;

    private final PolicyKind kind;
    private final int guests;

    private CaseReader(PolicyKind kind, int guests) {
        this.kind = kind;
        this.guests = guests;
    }

    static Case read(YamlNode root) {
        Map<String, YamlNode> keys = root.mapping(
                "a case",
                List.of("name", "kind", "title", "guests", "vcpus-per-guest", "start", "load", "replay", "expect"),
                List.of("graded-as"));
        PolicyKind kind = get(keys, "kind").oneOf(List.of(PolicyKind.values()));
        CaseReader reader = new CaseReader(kind, (int) get(keys, "guests").whole(1, MOST_GUESTS));
        Map<String, YamlNode> load =
                get(keys, "load").mapping("a load", List.of("baseline-ticks", "stages", "tail-ticks"), List.of());
        List<Stage> stages = new ArrayList<>();
        for (YamlNode stage : get(load, "stages").list()) {
            stages.add(reader.stage(stage));
        }
        if (stages.isEmpty()) {
            throw get(load, "stages").error("'stages' must hold at least one stage");
        }
        return new Case(
                name(get(keys, "name")),
                kind,
                get(keys, "title").sentence(),
                reader.guests,
                (int) get(keys, "vcpus-per-guest").whole(1, MOST_GUESTS),
                reader.start(get(keys, "start")),
                (int) get(load, "baseline-ticks").whole(1, MOST_TICKS),
                stages,
                (int) get(load, "tail-ticks").whole(0, MOST_TICKS),
                reader.replay(get(keys, "replay")),
                new ExpectationReader(kind, stages, reader::guests).read(get(keys, "expect")),
                gradedAs(keys.get("graded-as")));
    }

    private static String name(YamlNode node) {
        if (!node.sentence().matches("[a-z0-9][a-z0-9-]*")) {
            throw node.error("'name' must be lower-case letters, digits and hyphens, not '" + node.text() + "'");
        }
        return node.sentence();
    }

    private Start start(YamlNode node) {
        if (kind == PolicyKind.CPU) {
            Map<String, YamlNode> keys = node.mapping("a CPU case's start", List.of("placement"), List.of());
            return new Start(get(keys, "placement").oneOf(List.of(Placement.values())), null, null);
        }
        Map<String, YamlNode> keys =
                node.mapping("a memory case's start", List.of("balloon-mib", "maximum-mib"), List.of());
        long maximum = get(keys, "maximum-mib").whole(1, MOST_MIB);
        return new Start(Placement.FREE, get(keys, "balloon-mib").whole(1, maximum), maximum);
    }

    private Stage stage(YamlNode node) {
        Map<String, YamlNode> keys = node.mapping("a stage", List.of("ticks", "loads"), List.of());
        int ticks = (int) get(keys, "ticks").whole(1, MOST_TICKS);
        List<GuestLoad> loads = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        for (YamlNode load : get(keys, "loads").list()) {
            GuestLoad read = kind == PolicyKind.CPU ? cpuLoad(load) : memoryLoad(load, ticks);
            for (int guest : read.guests()) {
                if (!named.add(guest)) {
                    throw load.error("guest " + guest + " is named twice in one stage");
                }
            }
            loads.add(read);
        }
        return new Stage(ticks, loads);
    }

    private GuestLoad cpuLoad(YamlNode node) {
        Map<String, YamlNode> keys = node.mapping("a CPU load", List.of("guests", "cpu"), List.of("timer"));
        YamlNode timer = keys.get("timer");
        return new GuestLoad(
                guests(get(keys, "guests")), get(keys, "cpu").number(0, 1), timer != null && timer.truth(), null, 0);
    }

    private GuestLoad memoryLoad(YamlNode node, int stageTicks) {
        Map<String, YamlNode> keys = node.mapping("a memory load", List.of("guests", "memory"), List.of());
        Map<String, YamlNode> memory =
                get(keys, "memory").mapping("a memory load", List.of("to-mib", "within-ticks"), List.of());
        return new GuestLoad(
                guests(get(keys, "guests")), null, false, get(memory, "to-mib").whole(0, MOST_MIB), (int)
                        get(memory, "within-ticks").whole(1, stageTicks));
    }

    /** Numbers from 1; {@code even} and {@code odd} count positions from 0. */
    private List<Integer> guests(YamlNode node) {
        if (node.items() != null) {
            return node.items().stream()
                    .map(item -> (int) item.whole(1, guests))
                    .distinct()
                    .sorted()
                    .toList();
        }
        IntStream all = IntStream.rangeClosed(1, guests);
        String text = node.text() == null ? "" : node.text();
        return switch (text) {
            case "all" -> all.boxed().toList();
            case "even" -> all.filter(guest -> (guest - 1) % 2 == 0).boxed().toList();
            case "odd" -> all.filter(guest -> (guest - 1) % 2 == 1).boxed().toList();
            default ->
                throw node.error("'" + node.key() + "' must be all, even or odd (positions from 0), or a list"
                        + " of guest numbers from 1 to " + guests + ", not '" + text + "'");
        };
    }

    private ReplayHost replay(YamlNode node) {
        List<String> needed = kind == PolicyKind.CPU ? List.of("pcpus") : List.of("pcpus", "memory-budget-mib");
        Map<String, YamlNode> keys = node.mapping("a replay host", needed, List.of());
        YamlNode budget = keys.get("memory-budget-mib");
        return new ReplayHost(
                (int) get(keys, "pcpus").whole(1, MOST_GUESTS), budget == null ? null : budget.whole(1, MOST_MIB));
    }

    private static @Nullable GradedAs gradedAs(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        Map<String, YamlNode> keys = node.mapping("graded-as", List.of("pcpus", "case"), List.of());
        YamlNode name = get(keys, "case");
        if (!Cases.names().contains(name.sentence())) {
            throw name.error("no case is called '" + name.text() + "'; there are " + String.join(", ", Cases.names()));
        }
        return new GradedAs((int) get(keys, "pcpus").whole(1, MOST_GUESTS), name.sentence());
    }

    /** A key that {@link YamlNode#mapping} has made sure of. */
    static YamlNode get(Map<String, YamlNode> keys, String name) {
        YamlNode node = keys.get(name);
        if (node == null) {
            throw new IllegalStateException("the key " + name + " was not declared as needed");
        }
        return node;
    }
}
