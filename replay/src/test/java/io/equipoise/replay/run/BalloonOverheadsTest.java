package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Balloons and what their guests say is available, MiB, one pair a tick. */
class BalloonOverheadsTest {
    private static final long MIB = 1024;

    private final BalloonOverheads overheads = new BalloonOverheads();

    private void see(String guest, long... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            MemorySample memory = new MemorySample(
                    pairs[i] * MIB, pairs[i + 1] * MIB, null, null, null, null, null, null, null, null, null, null);
            overheads.see(
                    new DomainSample(guest, guest, 1, DomainState.RUNNING, null, null, null, List.of(), memory, null));
        }
    }

    @Test
    void theDifferenceAtRestIsFoundThoughTheBalloonIsShownLate() {
        see("a", 512, 442, 512, 442, 513, 474, 544, 474, 544, 474, 544, 474, 544, 506, 576, 506, 576, 506);
        see("b", 300, 220, 300, 220);

        assertThat(overheads.kib("a")).isEqualTo(70 * MIB);
        assertThat(overheads.kib("b")).isEqualTo(80 * MIB);
    }

    @Test
    void aGuestWhoseMemoryDoesNotFollowItsBalloonHasNone() {
        see("a", 512, 442, 512, 442, 512, 442, 512, 442, 512, 442, 480, 442, 480, 442, 480, 442);

        assertThat(overheads.kib("a")).isNull();
    }

    @Test
    void aGuestThatNeverRestsHasNone() {
        see("a", 512, 442, 544, 474, 576, 506);

        assertThat(overheads.kib("a")).isNull();
        assertThat(overheads.kib("nobody")).isNull();
    }
}
