package io.equipoise.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.compare.Compared;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials on real guests that ship, predicted again from the first of them under {@code none}. */
class ShippedTrialsTest {
    private static final Path TRIALS = Path.of("../traces/trials");
    private static final List<String> POLICIES = List.of("none", "round-robin", "lpt", "steady");
    private static final int TRIES = 3;

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5"})
    void verdictsAreAsPredictedAndUsageIsWithinTheTargetWhereTheLoadIsTheTrialsOwn(String name) {
        List<Cell> cells =
                Fidelity.of(trials(Cases.named(name)), new Predictor(TRIALS)).cells();

        assertThat(cells).extracting(Cell::policy).containsExactlyElementsOf(POLICIES);
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.sameVerdicts()).isEqualTo(cell.trials().size());
            assertThat(cell.ownError(Compared.PCPU_USAGE).mean())
                    .as(cell.policy())
                    .isLessThan(Fidelity.PCPU_POINTS);
        });
    }

    /** All but the one that predictions stand on. */
    private static List<TrialTrace> trials(Case testCase) {
        List<TrialTrace> trials = new ArrayList<>();
        for (String policy : POLICIES) {
            for (int attempt = policy.equals("none") ? 2 : 1; attempt <= TRIES; attempt++) {
                Path folder = TRIALS.resolve(testCase.name()).resolve(policy).resolve(String.valueOf(attempt));
                if (Files.exists(folder)) {
                    MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(folder));
                    trials.add(new TrialTrace(testCase, Policies.named(PolicyKind.CPU, policy), attempt, trace));
                }
            }
        }
        return trials;
    }
}
