package io.equipoise.replay.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.made.BookedLog;
import io.equipoise.replay.made.CpuRun;
import io.equipoise.replay.made.MemoryRun;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void cpuScoresAreOrderedAndCountFromTheOnset() {
        MemoryTrace trace = CpuRun.of(4, 2)
                .pin("0")
                .run(11)
                .stage(1)
                .want(0.2)
                .run(6)
                .spread()
                .run(54)
                .trace();
        Map<String, Metric> scores = Scores.of(trace, Cases.named("cpu-1"));

        assertThat(scores.keySet())
                .containsExactly(
                        "deviation", "max - min", "Jain index", "ticks to balance", "affinity changes", "time waited");
        assertThat(scores.get("ticks to balance")).isEqualTo(new Metric("ticks", 5.0, Better.LOWER));
        assertThat(scores.get("affinity changes")).isEqualTo(new Metric("", 2.0, Better.LOWER));
        assertThat(value(scores, "time waited")).isZero();
        assertThat(value(scores, "deviation")).isCloseTo((40 * (1 + 0.8 + 0.6 + 0.4 + 0.2)) / 55, within(1e-6));
        assertThat(value(scores, "max - min")).isCloseTo(2 * value(scores, "deviation"), within(1e-6));
        assertThat(value(scores, "Jain index")).isBetween(0.95, 1.0);
        assertThat(scores.get("deviation").unit()).isEqualTo("points of usage and busy less host load");
    }

    @Test
    void waitingIsWhatCrowdedVcpusLost() {
        MemoryTrace crowded =
                CpuRun.of(4, 2).pin("0").stage(1).want(0.5).run(61).trace();
        Map<String, Metric> scores = Scores.of(crowded, Cases.named("cpu-1"));

        assertThat(value(scores, "time waited")).isCloseTo(60, within(0.1));
        assertThat(scores.get("deviation").value()).isCloseTo(50, within(1e-6));
        assertThat(scores.get("deviation").unit()).isEqualTo("points of usage");
        assertThat(value(scores, "Jain index")).isCloseTo(0.5, within(1e-6));
        assertThat(value(scores, "ticks to balance")).isNull();
    }

    @Test
    void whatALogDoesNotShowIsNull() {
        BookedLog log = new BookedLog(2);
        for (int i = 0; i < 12; i++) {
            log.sample("01", 30, 32);
        }
        Map<String, Metric> scores = Scores.of(log.trace(), Cases.named("cpu-1"));

        assertThat(value(scores, "deviation")).isCloseTo(1, within(1e-9));
        assertThat(scores.get("deviation").unit()).isEqualTo("points of booked usage");
        assertThat(value(scores, "affinity changes")).isNull();
        assertThat(value(scores, "time waited")).isNull();
        assertThat(Scores.of(new BookedLog(2).trace(), null).values())
                .allSatisfy(metric -> assertThat(metric.value()).isNull());
    }

    @Test
    void memoryScoresAreOrderedAndOfTheWholeTrace() {
        MemoryRun run = MemoryRun.of(2).budget(1500);
        run.run(5).hold(1, 360).run(2).balloon(1, 712).run(3).balloon(2, 400).run(10);
        Map<String, Metric> scores = Scores.of(run.trace(), Cases.named("memory-1"));

        assertThat(scores.keySet())
                .containsExactly(
                        "least unused",
                        "floor violations",
                        "memory moved",
                        "balloon spread",
                        "swap out",
                        "major faults",
                        "host low point");
        assertThat(value(scores, "least unused")).isEqualTo(62);
        assertThat(value(scores, "floor violations")).isEqualTo(2);
        assertThat(value(scores, "memory moved")).isEqualTo(312);
        assertThat(value(scores, "balloon spread"))
                .isCloseTo((3 * 200 * 200.0 / 1224 + 10 * 200 * 312.0 / 1112) / 20, within(1e-9));
        assertThat(value(scores, "swap out")).isNull();
        assertThat(value(scores, "major faults")).isNull();
        assertThat(value(scores, "host low point")).isEqualTo(1500 - 1224);
    }

    @Test
    void floorViolationsAreNullWhereTheHostsMemoryIsNotKnown() {
        MemoryRun run = MemoryRun.of(1).hostFree(null).hold(1, 400);

        assertThat(value(Scores.of(run.run(3).trace(), null), "floor violations"))
                .isNull();
        assertThat(value(Scores.of(run.trace(), Cases.named("memory-1")), "floor violations"))
                .isEqualTo(3);
    }

    @Test
    void withoutACaseBothKindsAreShown() {
        assertThat(Scores.of(CpuRun.of(2, 2).run(20).trace(), null)).hasSize(13);
    }

    @Test
    void scoreOfAnUncertainDemandHoldsThoseOfBothEnds() {
        Map<String, Metric> chosen = Map.of("a", metric(0.7), "b", metric(2.0), "c", metric(3.0));
        Map<String, Metric> low = Map.of("a", metric(1.1), "b", metric(2.0), "c", metric(null));
        Map<String, Metric> high = Map.of("a", metric(0.4), "b", metric(2.0), "c", metric(5.0));

        Map<String, Metric> between = Scores.between(chosen, low, high);

        assertThat(between.get("a")).isEqualTo(new Metric("points", 0.7, Better.LOWER, 0.4, 1.1));
        assertThat(between.get("b").isInterval()).isFalse();
        assertThat(between.get("c")).isEqualTo(metric(3.0));
    }

    @Test
    void widestIntervalOfAScoreIsWhatADifferenceMustExceed() {
        Map<String, Double> widest = Scores.widest(List.of(
                Map.of("a", new Metric("", 0.7, Better.LOWER, 0.5, 1.0), "b", metric(1.0)),
                Map.of("a", new Metric("", 0.7, Better.LOWER, 0.5, 0.75), "b", metric(2.0))));

        assertThat(widest).containsExactly(Map.entry("a", 0.5));
    }

    private static Metric metric(Double value) {
        return new Metric("points", value, Better.LOWER);
    }

    private static Double value(Map<String, Metric> scores, String name) {
        return scores.get(name).value();
    }
}
