package io.equipoise.replay.grade;

import static io.equipoise.replay.grade.Judged.evidence;
import static io.equipoise.replay.grade.Judged.grade;
import static io.equipoise.replay.grade.Judged.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.made.BookedLog;
import io.equipoise.replay.made.CpuRun;
import io.equipoise.traces.MemoryTrace;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CpuChecksTest {

    /** cpu-1: the load begins on one pCPU; spread after some ticks. */
    private static CpuRun crowded(int before, int after) {
        CpuRun run = CpuRun.of(8, 4).pin("0").run(11).stage(1).want(0.18).run(before);
        return after == 0 ? run : run.spread().run(after);
    }

    @Test
    void aSchedulerThatSpreadsAndThenRestsPasses() {
        Grade grade = grade("cpu-1", crowded(8, 52).trace());

        assertThat(grade.verdict()).isEqualTo(Verdict.PASS);
        assertThat(grade.findings()).extracting(Finding::name).containsExactly("balanced", "converged", "stable");
        assertThat(evidence(grade, "balanced"))
                .startsWith("ticks 65 to 70: deviation of usage 0.0 points over 4 pCPUs (0: 36.0, 1: 36.0")
                .contains("bound 5.0 points", "best achievable 0.0 points");
        assertThat(evidence(grade, "converged")).startsWith("five balanced windows in a row begin 7 ticks after");
    }

    @Test
    void anUnbalancedEndFailsWhateverTheLength() {
        assertThat(verdict("cpu-1", "balanced", crowded(60, 0).trace())).isEqualTo(Verdict.FAIL);
        assertThat(verdict("cpu-1", "balanced", crowded(12, 0).trace())).isEqualTo(Verdict.FAIL);
        assertThat(verdict("cpu-1", "balanced", crowded(55, 2).trace())).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aTraceWithoutAnyWindowIsNotCalledBalanced() {
        MemoryTrace dark = crowded(8, 52).hideTime().run(12).trace();
        Case idle = Cases.named("cpu-6");

        assertThat(verdict("cpu-1", "balanced", new BookedLog(4).trace())).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(
                        "cpu-1",
                        "balanced",
                        CpuRun.of(8, 4).pin("0").stage(1).run(1).trace()))
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("cpu-1", "balanced", dark)).isEqualTo(Verdict.PASS);
        assertThat(Grader.grade(CpuRun.of(8, 4).hideTime().run(60).trace(), idle, Balance.ABSOLUTE)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void freeVcpusAreReadFromBusyTimeAndTheEvidenceSaysSo() {
        Grade grade = grade(
                "cpu-4", CpuRun.of(8, 4).run(10).stage(1).want(0.18).run(61).trace());

        assertThat(verdict(grade, "balanced")).isEqualTo(Verdict.PASS);
        assertThat(evidence(grade, "balanced")).contains("deviation of busy less host load");
        assertThat(verdict(grade, "placed")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade, "placed"))
                .contains("8 of 8 vCPUs are placed on no single pCPU", "aos_vm1 vCPU 0", "0-3", "Linux's own");
    }

    @Test
    void guestsThatCannotBeSplitEvenlyAreJudgedByTheBestThereIs() {
        MemoryTrace eightOnTwelve =
                CpuRun.of(8, 12).spread().stage(1).want(0.3).run(61).trace();
        MemoryTrace twoOnOne = CpuRun.of(8, 12)
                .spread()
                .pinOne(2, "0")
                .stage(1)
                .want(0.3)
                .run(61)
                .trace();

        assertThat(verdict("cpu-1", "balanced", eightOnTwelve)).isEqualTo(Verdict.PASS);
        assertThat(evidence(grade("cpu-1", eightOnTwelve), "balanced"))
                .contains("bound 15.1 points", "best achievable 14.1 points");
        assertThat(verdict("cpu-1", "balanced", twoOnOne)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theRelativeReadingIsFivePercentOfTheMeanAboveALoadFloor() {
        MemoryTrace loaded = CpuRun.of(4, 2)
                .pin("0", "1")
                .stage(1)
                .want(0.1, 0.1, 0.1, 0.15)
                .pin("0", "0", "1", "1")
                .run(61)
                .trace();
        MemoryTrace nearlyIdle =
                CpuRun.of(2, 2).pin("0", "1").stage(1).want(0.02, 0.08).run(61).trace();

        assertThat(Grader.grade(loaded, Cases.named("cpu-3"), Balance.ABSOLUTE).verdict())
                .isEqualTo(Verdict.PASS);
        MemoryTrace swappable = CpuRun.of(4, 2)
                .pin("0", "0", "1", "1")
                .stage(1)
                .want(0.1, 0.1, 0.14, 0.14)
                .run(61)
                .trace();
        Grade relative = Grader.grade(swappable, Cases.named("cpu-3"), Balance.RELATIVE);
        assertThat(verdict(relative, "balanced")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(relative, "balanced")).contains("bound 1.2 points (5 % of the mean)");
        assertThat(Grader.grade(swappable, Cases.named("cpu-3"), Balance.ABSOLUTE)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Grader.grade(nearlyIdle, Cases.named("cpu-3"), Balance.RELATIVE)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void balanceMustHoldAtTheEndOfEveryStage() {
        CpuRun first = CpuRun.of(8, 4).spread().run(11).stage(1).want(0.12);
        MemoryTrace balancedLate = CpuRun.of(8, 4)
                .pin("0")
                .run(11)
                .stage(1)
                .want(0.12)
                .run(40)
                .stage(2)
                .want(0.26, 0.12)
                .pin("0", "0", "1", "1", "2", "2", "3", "3")
                .run(51)
                .trace();
        MemoryTrace cutInStageOne = first.run(30).trace();

        assertThat(verdict("cpu-7", "balanced", balancedLate)).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("cpu-7", balancedLate), "balanced")).startsWith("ticks 45 to 50:");
        assertThat(verdict("cpu-7", "balanced", cutInStageOne)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void convergenceIsCountedFromTheOnset() {
        assertThat(verdict("cpu-1", "converged", crowded(26, 34).trace())).isEqualTo(Verdict.PASS);
        assertThat(verdict("cpu-1", "converged", crowded(27, 33).trace())).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("cpu-1", crowded(27, 33).trace()), "converged"))
                .contains("begin 26 ticks after the load", "bound 25 ticks");
        assertThat(verdict("cpu-1", "converged", crowded(60, 0).trace())).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aTraceThatEndsBeforeTheLimitLeavesConvergenceOpen() {
        assertThat(verdict("cpu-1", "converged", crowded(20, 0).trace())).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("cpu-1", "converged", crowded(20, 7).trace())).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("cpu-1", "converged", crowded(35, 0).trace())).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aLaterStageMustConvergeAgain() {
        CpuRun begun = CpuRun.of(8, 4)
                .spread()
                .run(11)
                .stage(1)
                .want(0.12)
                .run(40)
                .stage(2)
                .want(0.26, 0.12);
        MemoryTrace trace = begun.run(20)
                .pin("0", "0", "1", "1", "2", "2", "3", "3")
                .run(31)
                .loadEnds()
                .trace();
        Grade grade = grade("cpu-7", trace);

        assertThat(verdict(grade, "converged stage 1")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade, "converged stage 2")).isEqualTo(Verdict.PASS);
        assertThat(evidence(grade, "converged stage 2")).contains("begin 18 ticks after the load");
        assertThat(grade.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aChangeAfterConvergingIsNotStable() {
        MemoryTrace swapped =
                crowded(3, 30).pinOne(1, "1").pinOne(2, "0").run(27).trace();

        assertThat(verdict("cpu-1", "stable", crowded(3, 57).trace())).isEqualTo(Verdict.PASS);
        assertThat(verdict("cpu-1", "stable", swapped)).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("cpu-1", swapped), "stable"))
                .contains("2 changes of affinity", "tick 44", "aos_vm1 vCPU 0 from 0 to 1");
    }

    @Test
    void pinningAgainToTheSameSetIsNoChange() {
        MemoryTrace again = crowded(3, 30).spread().run(27).trace();
        MemoryTrace widerThanTheHost =
                CpuRun.of(8, 4).run(20).pin("0-7").run(41).trace();

        assertThat(verdict("cpu-1", "stable", again)).isEqualTo(Verdict.PASS);
        assertThat(verdict("cpu-6", "unmoved", widerThanTheHost)).isEqualTo(Verdict.PASS);
    }

    @Test
    void stabilityIsOpenWithoutConvergenceOrAffinities() {
        assertThat(verdict("cpu-1", "stable", crowded(60, 0).trace())).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("cpu-1", "stable", crowded(3, 40).trace())).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(
                        "cpu-1",
                        "stable",
                        CpuRun.of(8, 4)
                                .hideAffinity()
                                .stage(1)
                                .want(0.1)
                                .run(61)
                                .trace()))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theFirstPlacementOfAFreeVcpuIsAskedForAndAnyLaterChangeIsNot() {
        CpuRun free = CpuRun.of(8, 4).run(11).stage(1).want(0.26, 0.12).run(12);
        CpuRun placed = free.pin("0", "0", "1", "1", "2", "2", "3", "3").run(20);

        assertThat(grade("cpu-5", placed.run(28).trace()).verdict()).isEqualTo(Verdict.PASS);
        MemoryTrace swapped = CpuRun.of(8, 4)
                .run(11)
                .stage(1)
                .want(0.26, 0.12)
                .run(12)
                .pin("0", "0", "1", "1", "2", "2", "3", "3")
                .run(20)
                .pinOne(2, "1")
                .pinOne(4, "0")
                .run(28)
                .trace();
        assertThat(verdict("cpu-5", "stable", swapped)).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("cpu-5", swapped), "stable")).startsWith("2 changes");
    }

    @Test
    void placedIsOpenWhereOnlySightingsAreKnown() {
        MemoryTrace log =
                new BookedLog(2).sample("0101", 30, 30).sample("0101", 30, 30).trace();
        Grade grade = grade("cpu-4", log);

        assertThat(verdict(grade, "placed")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade, "placed")).contains("does not show the affinity of 4 of 4 vCPUs, only where they");
    }

    @Test
    void anyChangeAtAllIsAMove() {
        CpuRun still = CpuRun.of(8, 4).spread().run(11).stage(1).want(0.18).run(61);
        assertThat(grade("cpu-3", still.trace()).verdict()).isEqualTo(Verdict.PASS);

        MemoryTrace early = CpuRun.of(8, 4)
                .spread()
                .run(5)
                .pinOne(1, "1")
                .run(1)
                .pinOne(1, "0")
                .run(4)
                .stage(1)
                .want(0.18)
                .run(61)
                .trace();
        assertThat(verdict("cpu-3", "unmoved", early)).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("cpu-3", early), "unmoved")).contains("2 changes", "tick 5", "from 0 to 1");

        MemoryTrace cut =
                CpuRun.of(8, 4).spread().run(11).stage(1).want(0.18).run(30).trace();
        assertThat(verdict("cpu-3", "unmoved", cut)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void onTwoPcpusTheSecondCaseIsGradedAsTheThird() {
        Grade grade = grade(
                "cpu-2",
                CpuRun.of(8, 2).spread().run(11).stage(1).want(0.18).run(61).trace());

        assertThat(grade.caseName()).isEqualTo("cpu-2");
        assertThat(grade.findings()).extracting(Finding::name).containsExactly("balanced", "unmoved");
        assertThat(grade.findings())
                .allSatisfy(finding ->
                        assertThat(finding.evidence()).startsWith("graded as cpu-3, whose start this is on 2 pCPUs: "));
        assertThat(grade("cpu-2", CpuRun.of(8, 4).spread().stage(1).run(61).trace())
                        .findings())
                .hasSize(3);
    }

    @Test
    void aSilentGuestIsDroppedAndCounted() {
        MemoryTrace trace =
                crowded(8, 30).silence("aos_vm3").run(2).silence("").run(20).trace();
        Grade grade = grade("cpu-1", trace);

        assertThat(grade.verdict()).isEqualTo(Verdict.PASS);
        assertThat(evidence(grade, "balanced")).endsWith("2 samples dropped that lack a pCPU or a guest");
    }

    @Test
    void aSeenMoveInALogIsNoChangeOfAffinity() {
        BookedLog log = new BookedLog(2);
        for (int i = 0; i < 40; i++) {
            log.sample(i % 2 == 0 ? "0011" : "1100", 30, 30);
        }
        Grade grade = grade("cpu-1", log.trace());

        assertThat(verdict(grade, "balanced")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade, "converged")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade, "stable")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade, "balanced")).contains("booked usage", "best achievable counts as 0");
    }

    @Test
    void renamingThePcpusChangesNoVerdictAndNoFigure() {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            double[] shares = random.doubles(6, 0.05, 0.35).toArray();
            int[] places = random.ints(6, 0, 3).toArray();
            String[] pins = new String[6];
            String[] renamed = new String[6];
            for (int i = 0; i < 6; i++) {
                pins[i] = Integer.toString(places[i]);
                renamed[i] = Integer.toString((places[i] + 1) % 3);
            }
            Grade one = grade(
                    "cpu-3",
                    CpuRun.of(6, 3).pin(pins).stage(1).want(shares).run(62).trace());
            Grade other = grade(
                    "cpu-3",
                    CpuRun.of(6, 3).pin(renamed).stage(1).want(shares).run(62).trace());

            assertThat(other.verdict()).isEqualTo(one.verdict());
            assertThat(evidence(other, "balanced").replaceAll("\\(0:.*?\\)", ""))
                    .isEqualTo(evidence(one, "balanced").replaceAll("\\(0:.*?\\)", ""));
        }
    }
}
