package io.equipoise.testbed.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.testbed.measure.Lateness.Asked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatenessTest {
    private static final long INTERVAL = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    @Test
    void leastLateSampleIsOnTime() {
        List<Asked> asked = new ArrayList<>();
        for (int tick = 0; tick < 100; tick++) {
            asked.add(new Asked(40 + tick, 7 + tick * INTERVAL + (5 + tick) * MILLI));
        }
        Lateness lateness = Lateness.of(asked, INTERVAL);
        assertThat(lateness.medianMillis()).isCloseTo(49, within(1e-6));
        assertThat(lateness.p99Millis()).isCloseTo(98, within(1e-6));
        assertThat(lateness.mostMillis()).isCloseTo(99, within(1e-6));
    }

    @Test
    void ticksWithoutSampleAreMissed() {
        Lateness lateness =
                Lateness.of(List.of(new Asked(3, 0), new Asked(7, 4 * INTERVAL), new Asked(8, 5 * INTERVAL)), INTERVAL);
        assertThat(lateness.samples()).isEqualTo(3);
        assertThat(lateness.missed()).isEqualTo(3);
        assertThat(lateness.mostMillis()).isZero();
    }
}
