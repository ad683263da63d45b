package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One balloon of 512 MiB, KiB and ns. */
class ShownBalloonsTest {
    private static final long MIB = 1024;
    private static final long SECOND = 1_000_000_000L;

    private final ShownBalloons shown = new ShownBalloons(1);

    ShownBalloonsTest() {
        shown.start(0, 512 * MIB);
    }

    @Test
    void ofAMovementTheFirstMibIsShownAtOnceAndTheRestATickLater() {
        shown.move(0, 0, SECOND, 512 * MIB, 480 * MIB);
        assertThat(shown.kib(0)).isEqualTo(511 * MIB);

        shown.move(0, SECOND, 2 * SECOND, 480 * MIB, 480 * MIB);
        assertThat(shown.kib(0)).isEqualTo(480 * MIB);
    }

    @Test
    void aBalloonThatGoesOnIsShownATickLate() {
        shown.move(0, 0, SECOND, 512 * MIB, 600 * MIB);
        assertThat(shown.kib(0)).isEqualTo(513 * MIB);
        shown.move(0, SECOND, 2 * SECOND, 600 * MIB, 700 * MIB);
        assertThat(shown.kib(0)).isEqualTo(601 * MIB);
        shown.move(0, 2 * SECOND, 3 * SECOND, 700 * MIB, 700 * MIB);
        assertThat(shown.kib(0)).isEqualTo(700 * MIB);
    }

    @Test
    void ticksOfTwoSecondsShowAMovementAtOnce() {
        shown.move(0, 0, 2 * SECOND, 512 * MIB, 600 * MIB);
        assertThat(shown.kib(0)).isEqualTo(600 * MIB);
    }
}
