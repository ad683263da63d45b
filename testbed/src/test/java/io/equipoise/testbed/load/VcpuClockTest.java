package io.equipoise.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.testbed.load.VcpuClock.Reading;
import io.equipoise.testbed.load.VcpuClock.Share;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VcpuClockTest {

    private static final Reading BEFORE = new Reading(1000, 500, 100);
    private static final Reading AFTER = new Reading(2000, 700, 600);

    @Test
    void waitingIsTakenOutOfAClosedLoadsCycle() {
        Share share = AFTER.since(BEFORE, false);

        assertThat(share.waited()).isCloseTo(0.5, within(1e-9));
        assertThat(share.demand()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void openLoadCatchesUpAfterWaiting() {
        assertThat(AFTER.since(BEFORE, true).demand()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void countersAreTheSchedulersOwn() throws IOException {
        VcpuClock clock = new VcpuClock(ProcessHandle.current().pid());

        Reading first = clock.read();
        Reading second = clock.read();
        assertThat(first.run()).isPositive();
        assertThat(second.run()).isGreaterThanOrEqualTo(first.run());
        assertThat(second.at()).isGreaterThan(first.at());
    }
}
