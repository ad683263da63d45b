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

    /** The first report was made at second 1, each next one a second later. */
    private void see(String guest, long... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            see(guest, pairs[i], pairs[i + 1], 1L + i / 2);
        }
    }

    private void see(String guest, long current, long available, long reportedAt) {
        MemorySample memory = new MemorySample(
                current * MIB, available * MIB, null, null, null, null, null, null, null, null, reportedAt, null);
        overheads.see(
                new DomainSample(guest, guest, 1, DomainState.RUNNING, null, null, null, List.of(), memory, null));
    }

    /** So many samples at rest after a first one. */
    private void rest(String guest, long current, long available, int samples) {
        for (int i = 0; i <= samples; i++) {
            see(guest, current, available, i);
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
    void oneTwentiethAndLessOfTheSamplesAtRestMayDisagree() {
        rest("a", 512, 442, 96);
        rest("a", 512, 474, 4);
        rest("b", 512, 442, 90);
        rest("b", 512, 474, 10);

        assertThat(overheads.kib("a")).isEqualTo(70 * MIB);
        assertThat(overheads.kib("b")).isNull();
    }

    @Test
    void aGuestWhoseMemoryDoesNotFollowItsBalloonHasNone() {
        rest("a", 512, 442, 4);
        rest("a", 480, 442, 2);

        assertThat(overheads.kib("a")).isNull();
    }

    @Test
    void aReportThatIsOnlySeenAgainTellsNothing() {
        rest("a", 512, 442, 10);
        for (int i = 0; i < 190; i++) {
            see("a", 300, 442, 10);
        }

        assertThat(overheads.kib("a")).isEqualTo(70 * MIB);
    }

    @Test
    void aGuestThatNeverRestsHasNone() {
        see("a", 512, 442, 544, 474, 576, 506);

        assertThat(overheads.kib("a")).isNull();
        assertThat(overheads.kib("nobody")).isNull();
    }
}
