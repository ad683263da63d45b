package io.equipoise.replay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.made.MemoryRun;
import io.equipoise.traces.MemoryTrace;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreeingTest {

    @Test
    void theLastSampleBeforeTheLargestRiseIsFound() {
        MemoryRun run = MemoryRun.of(1);

        assertThat(largest(run.hold(1, 400)
                        .run(10)
                        .hold(1, 320)
                        .run(10)
                        .hold(1, 100)
                        .run(10)
                        .trace()))
                .hasValue(19);
    }

    @Test
    void aSmallRiseIsNoFreeing() {
        MemoryRun run = MemoryRun.of(1);

        assertThat(largest(run.hold(1, 200).run(10).hold(1, 137).run(10).trace()))
                .isEmpty();
    }

    @Test
    void aGrowingBalloonIsNoFreeingEvenIfUnusedIsReadASampleLater() {
        MemoryRun run = MemoryRun.of(1);
        MemoryTrace trace = run.hold(1, 200)
                .run(10)
                .balloon(1, 800)
                .hold(1, 488)
                .run(1)
                .hold(1, 200)
                .run(10)
                .trace();

        assertThat(largest(trace)).isEmpty();
    }

    private static OptionalLong largest(MemoryTrace trace) {
        return Freeing.largest(
                GuestMemory.of(trace, trace.samples().get(0).domains().get(0)), Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
