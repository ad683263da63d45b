package io.equipoise.replay.grade;

import static io.equipoise.replay.grade.Judged.evidence;
import static io.equipoise.replay.grade.Judged.grade;
import static io.equipoise.replay.grade.Judged.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.made.MemoryRun;
import io.equipoise.traces.MemoryTrace;
import org.junit.jupiter.api.Test;

class MemoryChecksTest {

    /** memory-1 under a coordinator: guest 1 consumes and gains, the others give, guest 1 frees and returns. */
    private static MemoryRun gained(double giveEachTick) {
        MemoryRun run = MemoryRun.of(4);
        return run.run(16).stage(1).run(80, step -> {
            run.hold(1, Math.min(700, 700.0 * step / 60));
            run.balloon(
                    1,
                    Math.max(
                            run.balloonOf(1),
                            Math.min(run.balloonOf(1) + giveEachTick, 90 + 130 + 700.0 * Math.min(step, 60) / 60)));
            for (int guest = 2; guest <= 4 && giveEachTick > 0; guest++) {
                run.balloon(guest, Math.max(400, run.balloonOf(guest) - 4));
            }
        });
    }

    private static MemoryRun returned(MemoryRun run, double takeEachTick) {
        return run.stage(2)
                .run(30, step -> {
                    run.hold(1, 700 - 700.0 * step / 30);
                    double unused = run.balloonOf(1) - 90 - 700 + 700.0 * (step - 1) / 30;
                    double taken = Math.max(0, Math.min(takeEachTick, 0.25 * unused));
                    run.balloon(1, Math.max(300, run.balloonOf(1) - taken));
                })
                .loadEnds()
                .run(105, step -> run.balloon(1, Math.max(300, run.balloonOf(1) - takeEachTick)));
    }

    @Test
    void aCoordinatorThatFollowsTheNeedPasses() {
        Grade grade = grade("memory-1", returned(gained(20), 20).trace());

        assertThat(grade.findings())
                .extracting(Finding::name)
                .containsExactly(
                        "converged stage 1",
                        "gains stage 1 guest 1",
                        "gives stage 1 guests 2-4",
                        "returns stage 2 guest 1",
                        "gradual",
                        "floor",
                        "reserve");
        assertThat(grade.findings())
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASS));
    }

    @Test
    void aCoordinatorThatDoesNothingFailsWhatItOwes() {
        Grade grade = grade("memory-1", returned(gained(0), 0).trace());

        assertThat(verdict(grade, "converged")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade, "gains")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade, "gains")).contains("no balloon changed", "aos_vm1", "lost ", "bound 64 MiB");
        assertThat(verdict(grade, "gives")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade, "returns")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade, "floor")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade, "gradual")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade, "reserve")).isEqualTo(Verdict.PASS);
    }

    @Test
    void gainsAskHalfOfTheSmallestOfNeedRoomAndShare() {
        MemoryRun little = MemoryRun.of(4).budget(3072).showLoads();
        little.run(16)
                .stage(1)
                .run(80, step -> little.hold(1, Math.min(700, 12.0 * step)).balloon(1, 512 + step));
        Grade grade = grade("memory-1", little.trace());

        assertThat(verdict(grade, "gains")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade, "gains"))
                .contains(
                        "grew by 80 MiB from tick 15 to 95",
                        "bound 189 MiB",
                        "its need grew 378 MiB",
                        "load table",
                        "left 1536 MiB",
                        "others 1790 MiB");

        MemoryRun scarce = MemoryRun.of(4).budget(2300);
        scarce.holdAll(310)
                .run(16)
                .stage(1)
                .run(80, step -> scarce.holdAll(310 + 5.0 * step).balloons(512 + step * 0.2));
        assertThat(evidence(grade("memory-2", scarce.trace()), "gains"))
                .contains("had too little to gain, under 64 MiB");
        assertThat(verdict(grade("memory-2", scarce.trace()), "gains")).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void withoutALoadTableTheGuestTellsTheGrowthOfItsNeed() {
        MemoryRun starved = MemoryRun.of(4);
        starved.run(16)
                .stage(1)
                .run(80, step -> starved.hold(1, Math.min(700, 12.0 * step)).balloon(1, 512 + step * 0.1));

        assertThat(evidence(grade("memory-1", starved.trace()), "gains"))
                .contains("its need grew 103 MiB beyond what lay unused (read from the guest)", "grew by 8 MiB");
    }

    @Test
    void aGuestAtItsMaximumIsOwedNothing() {
        MemoryRun full = MemoryRun.of(4).budget(8192);
        full.balloons(2048).run(16).stage(1).run(80, step -> full.hold(1, Math.min(2000, 30.0 * step)));
        Grade grade = grade("memory-1", full.trace());

        assertThat(verdict(grade, "gains")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade, "gains")).contains("its maximum left 0 MiB");
        assertThat(verdict(grade, "floor")).isEqualTo(Verdict.PASS);
    }

    @Test
    void aTraceThatEndsEarlyLeavesItsMovementsOpen() {
        Grade cut = grade("memory-1", gained(20).trace());
        MemoryRun short1 = MemoryRun.of(4);
        Grade quiet = grade(
                "memory-1",
                short1.run(16).stage(1).run(20, step -> short1.hold(1, step)).trace());

        assertThat(verdict(cut, "returns")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(cut, "gains")).isEqualTo(Verdict.PASS);
        assertThat(verdict(quiet, "converged")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(quiet, "gains")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(quiet, "gives")).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void movementMustBeginWithinItsLimit() {
        assertThat(verdict(grade("memory-1", movesAt(99)), "converged")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", movesAt(100)), "converged")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", movesAt(100)), "converged"))
                .contains("aos_vm1 grew nowhere from tick 16 to 115");
    }

    private static MemoryTrace movesAt(int tick) {
        MemoryRun run = MemoryRun.of(4).showLoads();
        run.run(16)
                .stage(1)
                .run(1)
                .run(130, step -> run.hold(1, Math.min(700, 12.0 * step)).balloon(1, step >= tick ? 600 : 512));
        return run.trace();
    }

    @Test
    void whoGainsWithoutNeedIsNotAskedToConverge() {
        MemoryRun idle = MemoryRun.of(4);
        Grade grade = grade("memory-1", idle.run(16).stage(1).run(120).trace());

        assertThat(verdict(grade, "converged")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade, "converged")).contains("too little to gain");
    }

    @Test
    void othersMustGiveATenthOfWhatTheyStartedWith() {
        assertThat(verdict(grade("memory-1", othersAt(460)), "gives")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", othersAt(462)), "gives")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", othersAt(462)), "gives"))
                .contains("sum to 1386 MiB at tick 95", "1536 MiB at tick 0", "bound 1382.4 MiB");
    }

    private static MemoryTrace othersAt(double mib) {
        MemoryRun run = MemoryRun.of(4);
        return run.run(16)
                .stage(1)
                .run(60)
                .run(20, step -> run.balloons(mib))
                .stage(2)
                .run(10)
                .trace();
    }

    @Test
    void halfOfWhatWasFreedMustBeBackInTime() {
        assertThat(verdict(grade("memory-1", backAfter(129, 552)), "returns")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", backAfter(131, 552)), "returns")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade("memory-1", backAfter(129, 562)), "returns")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", backAfter(129, 562)), "returns"))
                .contains("freed 700 MiB by tick 125", "load table", "only 348 MiB", "bound 350 MiB by tick 225");
    }

    /** Guest 1 frees within 30 ticks of tick 96; its balloon of 910 falls once. */
    private static MemoryTrace backAfter(int ticks, double mib) {
        MemoryRun run = MemoryRun.of(4).showLoads();
        run.run(16).stage(1).hold(1, 700).balloon(1, 910).run(80);
        run.stage(2).run(30, step -> run.hold(1, Math.max(0, 700 - 24.1 * step)));
        return run.loadEnds()
                .run(110, step -> run.balloon(1, step + 30 > ticks ? mib : 910))
                .trace();
    }

    @Test
    void freeingIsTimedByTheStageEventOrByTheRiseOfUnused() {
        MemoryRun marked = MemoryRun.of(4);
        marked.run(16)
                .stage(1)
                .hold(1, 700)
                .balloon(1, 910)
                .run(80)
                .stage(2)
                .hold(1, 0)
                .run(120);
        assertThat(evidence(grade("memory-1", marked.trace()), "returns"))
                .contains("by tick 126 (stage event)", "the trace ends before");

        MemoryRun unmarked = MemoryRun.of(4);
        unmarked.hold(1, 700).balloon(1, 910).run(80).hold(1, 0).run(120);
        assertThat(evidence(grade("memory-1", unmarked.trace()), "returns"))
                .contains("freed 700 MiB by tick 80 (largest rise of unused)");
        assertThat(verdict(grade("memory-1", unmarked.trace()), "returns")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aGiftIsNotTakenForFreeing() {
        MemoryRun gift = MemoryRun.of(4);
        gift.hold(1, 350).run(80).balloon(1, 1500).run(120);

        assertThat(verdict(grade("memory-1", gift.trace()), "returns")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade("memory-1", gift.trace()), "returns")).contains("does not show when stage 2 begins");
    }

    @Test
    void balloonsAreSimilarWithinATenthOfTheirMean() {
        assertThat(verdict(grade("memory-2", oneAt(700 * 1.09)), "similar")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-2", oneAt(700 * 1.12)), "similar")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade("memory-2", MemoryRun.of(4).stage(1).run(20).trace()), "similar"))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static MemoryTrace oneAt(double mib) {
        MemoryRun run = MemoryRun.of(4);
        return run.run(16)
                .stage(1)
                .run(40)
                .balloons(700)
                .balloon(3, mib)
                .run(40)
                .stage(2)
                .run(10)
                .trace();
    }

    @Test
    void memoryMovesFromTheFirstTwoToTheOthers() {
        assertThat(verdict(grade("memory-3", moved(530, 680)), "moves")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-3", moved(560, 680)), "moves")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade("memory-3", moved(530, 650)), "moves")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade("memory-3", moved(600, 600)), "moves")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-3", moved(530, 680)), "moves"))
                .contains("aos_vm1, aos_vm2 fell by 11.7 %", "aos_vm3, aos_vm4 grew by 13.3 %", "bound 10.0 % each");
    }

    private static MemoryTrace moved(double first, double last) {
        MemoryRun run = MemoryRun.of(4).balloons(600).holdAll(450);
        return run.run(16)
                .stage(1)
                .run(60)
                .stage(2)
                .run(40)
                .balloon(1, first)
                .balloon(2, first)
                .balloon(3, last)
                .balloon(4, last)
                .run(40)
                .loadEnds()
                .run(20)
                .trace();
    }

    @Test
    void movesIsOpenWhenTheSecondStageIsNotSeenUnlessNobodyActedOnWant() {
        MemoryRun calm = MemoryRun.of(4);
        MemoryRun starved = MemoryRun.of(4).holdAll(400);

        assertThat(verdict(grade("memory-3", calm.run(10).trace()), "moves")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(grade("memory-3", starved.run(2).trace()), "moves")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-3", starved.trace()), "moves")).contains("below the floor of 100 MiB");
    }

    @Test
    void aMissingGuestIsNamed() {
        Grade grade = grade("memory-1", MemoryRun.of(2).run(30).trace());

        assertThat(verdict(grade, "gives")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(grade, "gives")).contains("guest 3 is missing: the trace shows 2 domains");
    }

    @Test
    void turnsAreJudgedEachInItsStage() {
        MemoryRun run = MemoryRun.of(4).showLoads();
        run.run(16).stage(1).run(60, step -> {
            run.hold(1, Math.min(600, 12.0 * step));
            run.balloon(1, Math.max(512, run.balloonOf(1) < 820 ? 90 + 130 + 12.0 * step : 820));
        });
        run.stage(2).run(60, step -> {
            run.hold(1, Math.max(0, 600 - 20.0 * step)).hold(2, Math.min(600, 12.0 * step));
            run.balloon(1, Math.max(400, run.balloonOf(1) - 20));
            run.balloon(2, Math.max(512, 90 + 130 + Math.min(600, 12.0 * step)));
        });
        run.stage(3).run(40, step -> {
            run.hold(2, Math.max(0, 600 - 20.0 * step));
            run.balloon(2, Math.max(400, run.balloonOf(2) - 20));
        });
        Grade grade = grade("memory-4", run.loadEnds().run(105).trace());

        assertThat(grade.findings())
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.PASS));
    }
}
