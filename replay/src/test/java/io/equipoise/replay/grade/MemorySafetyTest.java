package io.equipoise.replay.grade;

import static io.equipoise.replay.grade.Judged.evidence;
import static io.equipoise.replay.grade.Judged.grade;
import static io.equipoise.replay.grade.Judged.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.made.MemoryRun;
import io.equipoise.traces.MemoryTrace;
import org.junit.jupiter.api.Test;

/** The checks that hold at every tick of a memory case: gradual, floor and reserve. */
class MemorySafetyTest {
    @Test
    void aStepIsWhatWasAskedForHoweverSlowlyTheBalloonFollows() {
        MemoryRun greedy = MemoryRun.of(1);
        greedy.run(5)
                .ask(1, 300)
                .run(10, step -> greedy.balloon(1, 512 - 21 * step))
                .balloon(1, 300)
                .run(3);
        Grade caught = grade("memory-1", greedy.trace());
        assertThat(verdict(caught, "gradual")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(caught, "gradual"))
                .contains(
                        "1 of 1 steps",
                        "a sent target took 212 MiB from aos_vm1 after tick 4",
                        "422 MiB unused",
                        "bound 105.5 MiB");

        MemoryRun modest = MemoryRun.of(1);
        modest.run(5)
                .ask(1, 412)
                .run(1)
                .ask(1, 412)
                .run(1)
                .balloon(1, 412)
                .run(1)
                .ask(1, 340)
                .run(3)
                .balloon(1, 340)
                .run(1);
        assertThat(verdict(grade("memory-1", modest.trace()), "gradual")).isEqualTo(Verdict.PASS);
    }

    @Test
    void twoStepsThatTheHostTakesTogetherAreStillTwo() {
        MemoryRun late = MemoryRun.of(1);
        late.run(5)
                .ask(1, 410)
                .run(1)
                .balloon(1, 460)
                .run(1)
                .ask(1, 400)
                .balloon(1, 400)
                .run(3);

        assertThat(verdict(grade("memory-1", late.trace()), "gradual")).isEqualTo(Verdict.PASS);
    }

    @Test
    void aFallThatNobodyAskedForIsAStepOfItsOwn() {
        MemoryRun fallen = MemoryRun.of(1);
        fallen.run(5).ask(1, 480).run(1).balloon(1, 300).run(3);
        assertThat(verdict(grade("memory-1", fallen.trace()), "gradual")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", fallen.trace()), "gradual"))
                .contains("a fall of the balloon took 212 MiB");

        MemoryRun slow = MemoryRun.of(1);
        assertThat(verdict(
                        grade(
                                "memory-1",
                                slow.run(5)
                                        .run(3, step -> slow.balloon(1, 512 - 60 * step))
                                        .trace()),
                        "gradual"))
                .isEqualTo(Verdict.PASS);
        MemoryRun dark = MemoryRun.of(1).showUnused(false);
        assertThat(verdict(grade("memory-1", dark.run(5).balloon(1, 500).run(3).trace()), "gradual"))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aGuestBelowTheFloorIsForgivenThreeTicks() {
        assertThat(verdict(grade("memory-1", low(3, 20_000.0)), "floor")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", low(4, 20_000.0)), "floor")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", low(4, 20_000.0)), "floor"))
                .contains("aos_vm1 had too little unused, down to 72 MiB, for 4 ticks up to tick 19", "bound 3 ticks");
    }

    @Test
    void theHostThatCannotGiveExcusesTheFloorAndTheUnknownLeavesItOpen() {
        assertThat(verdict(grade("memory-1", low(9, 200.0)), "floor")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", low(9, 201.0)), "floor")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", low(9, 201.5)), "floor")).isEqualTo(Verdict.FAIL);
        MemoryRun dark = MemoryRun.of(4).showUnused(false);
        assertThat(verdict(grade("memory-1", dark.run(30).trace()), "floor")).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** Guest 1 has 72 MiB unused for some ticks from tick 16 on. */
    private static MemoryTrace low(int ticks, Double hostFree) {
        MemoryRun run = MemoryRun.of(4).hostFree(hostFree);
        return run.run(16)
                .stage(1)
                .hold(1, 350)
                .run(ticks)
                .hold(1, 0)
                .run(80 - ticks)
                .stage(2)
                .run(30)
                .loadEnds()
                .run(5)
                .trace();
    }

    @Test
    void aTraceThatEndsInWantLeavesTheFloorOpen() {
        MemoryRun run = MemoryRun.of(4);
        MemoryTrace cut = run.run(16).stage(1).run(10).hold(1, 350).run(2).trace();

        assertThat(verdict(grade("memory-1", cut), "floor")).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theReserveIsTheBudgetsAndTheHosts() {
        assertThat(verdict(grade("memory-1", grows(720, 20_000.0)), "reserve")).isEqualTo(Verdict.PASS);
        assertThat(verdict(grade("memory-1", grows(728, 20_000.0)), "reserve")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", grows(728, 20_000.0)), "reserve"))
                .contains("aos_vm1 grew at tick 16", "200 MiB free of its budget of 2464 MiB", "more than 200 MiB");
        assertThat(verdict(grade("memory-1", grows(600, 150.0)), "reserve")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(grade("memory-1", grows(512, 150.0)), "reserve")).isEqualTo(Verdict.PASS);
    }

    private static MemoryTrace grows(double mib, Double hostFree) {
        MemoryRun run = MemoryRun.of(4).budget(2464).hostFree(hostFree);
        return run.run(16).stage(1).balloon(1, mib).run(20).trace();
    }

    @Test
    void withoutABudgetInTheTraceTheCasesCounts() {
        MemoryRun run = MemoryRun.of(4).hostFree(null);
        MemoryTrace trace = run.run(16).stage(1).balloon(1, 1400).run(20).trace();

        assertThat(verdict(grade("memory-1", trace), "reserve")).isEqualTo(Verdict.FAIL);
        assertThat(evidence(grade("memory-1", trace), "reserve")).contains("136 MiB free of its budget of 3072 MiB");
    }
}
