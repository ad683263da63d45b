package io.equipoise.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.made.CpuRun;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials made by hand of cpu-1 on two pCPUs, predicted from one under {@code none}. */
class FidelityTest {
    private static final Case CPU_1 = Cases.named("cpu-1");

    @TempDir
    Path folder;

    private Predictor predictor;

    @BeforeEach
    void record() {
        ParquetTraces.write(folder.resolve("cpu-1"), none(0.05));
        predictor = new Predictor(folder);
    }

    @Test
    void trialsThatGoAsPredictedHaveNoErrorAndTheirOrder() {
        Fidelity fidelity = Fidelity.of(
                List.of(
                        trial("none", 1, none(0.05)),
                        trial("none", 2, none(0.05)),
                        trial("round-robin", 1, spread(0.05)),
                        trial("round-robin", 2, spread(0.05))),
                predictor);

        assertThat(fidelity.cells()).hasSize(2).allSatisfy(cell -> {
            assertThat(cell.error(Compared.VCPU_USAGE).mean()).isLessThan(1);
            assertThat(cell.noise(Compared.VCPU_USAGE).mean()).isZero();
            assertThat(cell.sameVerdicts()).isEqualTo(2);
        });
        assertThat(fidelity.pairs()).extracting(Pair::score).contains("deviation", "ticks to balance");
        assertThat(fidelity.pairs())
                .filteredOn(pair -> pair.score().equals("deviation"))
                .allSatisfy(pair -> {
                    assertThat(pair.better()).isEqualTo("round-robin");
                    assertThat(pair.agrees()).isTrue();
                });
    }

    @Test
    void aTrialThatGoesOtherwiseShowsInErrorVerdictAndOrder() {
        Fidelity fidelity = Fidelity.of(
                List.of(
                        trial("none", 1, spread(0.05)),
                        trial("none", 2, spread(0.05)),
                        trial("round-robin", 1, none(0.05)),
                        trial("round-robin", 2, none(0.05))),
                predictor);

        Cell cell = fidelity.cells().get(0);
        assertThat(cell.error(Compared.PCPU_USAGE).mean()).isCloseTo(20, within(2.0));
        assertThat(cell.sameVerdicts()).isZero();
        assertThat(fidelity.pairs())
                .filteredOn(pair -> pair.score().equals("deviation"))
                .allSatisfy(pair -> {
                    assertThat(pair.better()).isEqualTo("none");
                    assertThat(pair.agrees()).isFalse();
                });
    }

    @Test
    void anotherLoadIsAnErrorOfThePredictionButNotOfTheReplayOfTheTrialItself() {
        Cell cell = Fidelity.of(List.of(trial("round-robin", 1, spread(0.03))), predictor)
                .cells()
                .get(0);

        assertThat(cell.error(Compared.PCPU_USAGE).mean()).isGreaterThan(4);
        assertThat(cell.bias(Compared.PCPU_USAGE).mean()).isGreaterThan(4);
        assertThat(cell.ownError(Compared.PCPU_USAGE).mean()).isLessThan(1.5);
    }

    @Test
    void policiesThatDifferByLessThanTheSpreadAreNotCounted() {
        Fidelity fidelity = Fidelity.of(
                List.of(
                        trial("none", 1, none(0.05)),
                        trial("none", 2, spread(0.05)),
                        trial("round-robin", 1, spread(0.05)),
                        trial("round-robin", 2, spread(0.05))),
                predictor);

        assertThat(fidelity.pairs()).extracting(Pair::score).doesNotContain("deviation", "ticks to balance");
    }

    @Test
    void oneTrialOfEachTellsNothingOfTheirOrder() {
        Fidelity fidelity =
                Fidelity.of(List.of(trial("none", 1, none(0.05)), trial("round-robin", 1, spread(0.05))), predictor);

        assertThat(fidelity.pairs()).isEmpty();
    }

    @Test
    void aBoundIsComparedButNotRanked() {
        Fidelity fidelity = Fidelity.of(
                List.of(
                        trial("free", 1, none(0.05)),
                        trial("free", 2, none(0.05)),
                        trial("round-robin", 1, spread(0.05)),
                        trial("round-robin", 2, spread(0.05))),
                predictor);

        assertThat(fidelity.cells()).hasSize(2);
        assertThat(fidelity.pairs()).isEmpty();
    }

    @Test
    void aCaseWithoutATraceToPredictFromSaysWhichIsMissing() {
        Predictor empty = new Predictor(folder.resolve("empty"));

        assertThatThrownBy(() -> Fidelity.of(List.of(trial("none", 1, none(0.05))), empty))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no trace to predict case cpu-1 from");
    }

    private static TrialTrace trial(String policy, int attempt, MemoryTrace trace) {
        PolicyFactory factory = Policies.named(PolicyKind.CPU, policy);
        return new TrialTrace(CPU_1, factory, attempt, trace);
    }

    private static MemoryTrace none(double want) {
        return CpuRun.of(8, 2)
                .pin("0")
                .want(0)
                .run(10)
                .stage(1)
                .want(want)
                .run(60)
                .loadEnds()
                .trace("cpu-1");
    }

    private static MemoryTrace spread(double want) {
        return CpuRun.of(8, 2)
                .pin("0")
                .want(0)
                .run(2)
                .spread()
                .run(8)
                .stage(1)
                .want(want)
                .run(60)
                .loadEnds()
                .trace("cpu-1");
    }

    @Test
    void onlyATrialWhoseHostWasNotQuietIsDisturbed() {
        Fidelity fidelity = Fidelity.of(
                List.of(
                        trial("none", 1, disturbed(null)),
                        trial("none", 2, disturbed("aos_vm1")),
                        trial("none", 3, none(0.05))),
                predictor);

        assertThat(fidelity.cells().get(0).disturbed()).isEqualTo(1);
    }

    private static MemoryTrace disturbed(@Nullable String domain) {
        MemoryTrace quiet = none(0.05);
        List<Event> events = new ArrayList<>(quiet.events());
        events.add(0, new Event(0, null, EventType.DISTURBED, domain, null, "test"));
        return new MemoryTrace(quiet.header(), quiet.samples(), events, quiet.loads(), quiet.decisions());
    }
}
