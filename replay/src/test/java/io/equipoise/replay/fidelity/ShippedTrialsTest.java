package io.equipoise.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.compare.Compared;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials on real guests that ship, predicted again from the first of them under {@code none} or {@code maximum}. */
class ShippedTrialsTest {
    private static final Path TRIALS = Path.of("../traces/trials");
    private static final List<String> CPU = List.of("none", "round-robin", "lpt", "steady");
    private static final List<String> MEMORY = List.of("maximum", "headroom", "proportional", "fixed-step");
    private static final int TRIES = 3;

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5"})
    void checksAreAsPredictedAndUsageIsWithinTheTargetWhereTheLoadIsTheTrialsOwn(String name) {
        List<Cell> cells = cells(Cases.named(name), CPU);

        assertThat(cells).extracting(Cell::policy).containsExactlyElementsOf(CPU);
        assertThat(cells).allSatisfy(cell -> {
            checksAreAsPredicted(cell);
            assertThat(cell.ownError(Compared.PCPU_USAGE).mean())
                    .as(cell.policy())
                    .isLessThan(Fidelity.PCPU_POINTS);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory-1", "memory-2", "memory-3", "memory-4"})
    void checksAreAsPredictedAndBalloonsWithinTheTarget(String name) {
        List<Cell> cells = cells(Cases.named(name), MEMORY);

        assertThat(cells).extracting(Cell::policy).containsExactlyElementsOf(MEMORY);
        assertThat(cells).allSatisfy(cell -> {
            checksAreAsPredicted(cell);
            assertThat(cell.errorPercent(Compared.BALLOON).mean())
                    .as(cell.policy())
                    .isLessThan(Fidelity.MEMORY_PERCENT);
        });
    }

    private static void checksAreAsPredicted(Cell cell) {
        int source = cell.policy().equals("none") || cell.policy().equals("maximum") ? 1 : 0;
        assertThat(cell.trials()).as(cell.policy()).hasSize(TRIES - source).allSatisfy(trial -> {
            assertThat(trial.a().grade()).isNotNull();
            assertThat(trial.b().grade()).isNotNull();
            assertThat(trial.changedVerdicts()).isEmpty();
        });
    }

    private static List<Cell> cells(Case testCase, List<String> policies) {
        return Fidelity.of(trials(testCase, policies), new Predictor(TRIALS)).cells();
    }

    /** All but the one that predictions stand on, which is the first policy's first. */
    private static List<TrialTrace> trials(Case testCase, List<String> policies) {
        List<TrialTrace> trials = new ArrayList<>();
        for (String policy : policies) {
            for (int attempt = policy.equals(policies.get(0)) ? 2 : 1; attempt <= TRIES; attempt++) {
                Path folder = TRIALS.resolve(testCase.name()).resolve(policy).resolve(String.valueOf(attempt));
                MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(folder));
                trials.add(new TrialTrace(testCase, Policies.named(testCase.kind(), policy), attempt, trace));
            }
        }
        return trials;
    }
}
