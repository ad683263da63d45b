package io.equipoise.replay.cases;

import io.equipoise.replay.cases.Case.Expectation;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The movements of balloons that a memory case expects, and whose beginning {@code converged} waits for. */
public final class Movements {
    private static final Set<CheckName> TOWARDS_NEED = EnumSet.of(CheckName.GAINS, CheckName.MOVES);
    private static final Set<CheckName> AWAY = EnumSet.of(CheckName.GIVES, CheckName.RETURNS);

    private Movements() {}

    /** Those of a stage, or of the first stage that has any where it is null: who gains, or else who gives up memory. */
    public static List<Expectation> of(List<Expectation> expectations, @Nullable Integer stage) {
        List<Expectation> gaining = ofStage(expectations, TOWARDS_NEED, stage);
        return gaining.isEmpty() ? ofStage(expectations, AWAY, stage) : gaining;
    }

    private static List<Expectation> ofStage(
            List<Expectation> expectations, Set<CheckName> checks, @Nullable Integer stage) {
        List<Expectation> movements = expectations.stream()
                .filter(expectation -> checks.contains(expectation.check()) && expectation.stage() != null)
                .toList();
        Integer wanted = stage != null
                ? stage
                : movements.stream()
                        .map(Expectation::stage)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return movements.stream()
                .filter(expectation -> Objects.equals(expectation.stage(), wanted))
                .toList();
    }
}
