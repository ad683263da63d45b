package io.equipoise.replay.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.Decision;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OracleTest {

    private static MemoryTrace replay(RecordedDemand recorded, String policy) {
        return Replay.run(recorded, setup(recorded), Policies.named(PolicyKind.CPU, policy));
    }

    private static ReplaySetup setup(RecordedDemand recorded) {
        return ReplaySetup.of(testCase(recorded));
    }

    private static Case testCase(RecordedDemand recorded) {
        return Cases.named(String.valueOf(recorded.header().caseName()));
    }

    private static RecordedDemand recorded(String name) {
        return RecordedDemand.of(ParquetTraces.open(Path.of("..", "traces", "cases", name)));
    }

    private static long firstMove(MemoryTrace trace, long from) {
        return trace.decisions().stream()
                .filter(decision -> decision.domain() != null && decision.tick() >= from)
                .mapToLong(Decision::tick)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Test
    void oracleIsABoundOfReplaysOnly() {
        PolicyFactory oracle = Policies.named(PolicyKind.CPU, "oracle");
        assertThat(oracle.bound()).isTrue();
        assertThat(oracle.replayOnly()).isTrue();
        assertThatThrownBy(() -> PolicyCatalogue.shipped().live(PolicyKind.CPU, "oracle"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'oracle'")
                .hasMessageContaining("only a replay")
                .hasMessageNotContaining("\n");
    }

    /** It follows every change of demand, noise among it, so it may fail {@code stable}: it bounds balance, not rest. */
    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5", "cpu-6", "cpu-7"})
    void oraclePassesEveryCheckOfBalance(String name) {
        RecordedDemand recorded = recorded(name);
        MemoryTrace replayed = replay(recorded, "oracle");
        assertThat(Grader.grade(replayed, testCase(recorded), Balance.ABSOLUTE).findings())
                .filteredOn(finding -> !finding.name().equals("stable"))
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.evidence()).isEqualTo(Verdict.PASS));
    }

    @Test
    void oracleMovesBeforeTheLoadIsSeen() {
        RecordedDemand recorded = recorded("cpu-1");
        long start = recorded.samples().get(0).tick();
        assertThat(firstMove(replay(recorded, "oracle"), start))
                .isLessThan(firstMove(replay(recorded, "steady"), start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-5", "cpu-7"})
    void nobodyWhoPinsBalancesBetter(String name) {
        RecordedDemand recorded = recorded(name);
        double bound = deviation(recorded, "oracle");
        for (PolicyFactory other : Policies.of(PolicyKind.CPU)) {
            // None leaves free what was free, and Linux divides a vCPU's time as no pin can.
            if (!other.bound() && !other.name().equals("none")) {
                assertThat(deviation(recorded, other.name()))
                        .as("%s on %s", other.name(), name)
                        .isGreaterThan(bound - 0.5);
            }
        }
    }

    private static double deviation(RecordedDemand recorded, String policy) {
        return Scores.of(replay(recorded, policy), testCase(recorded))
                .get("deviation")
                .value();
    }

    @Test
    void hostLoadThatYieldsToGuestsIsNotForetold() {
        RecordedDemand recorded = recorded("cpu-1");
        RecordedForecast forecast = new RecordedForecast(recorded);
        int pcpus = recorded.pcpus().length;
        double foretold = 0;
        double all = 0;
        for (int t = 1; t < recorded.samples().size(); t++) {
            double[] load = new double[pcpus];
            recorded.hostLoad(t, load);
            all += DoubleStream.of(load).sum();
            foretold += DoubleStream.of(
                            forecast.hostLoad(recorded.samples().get(t - 1).tick(), pcpus))
                    .sum();
        }
        assertThat(foretold).isPositive().isLessThan(all * 0.9);
    }
}
