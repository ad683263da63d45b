package io.equipoise.traces.readings;

import org.jspecify.annotations.Nullable;

/**
 * The times of the grid's ticks.
 *
 * @param origin the grid's number of tick 0
 * @param zeroSeconds when the grid's number 0 was, s since the epoch; null where the source has no clock
 */
record GridClock(int origin, @Nullable Long zeroSeconds) {
    private static final long NANOS = 1_000_000_000;

    long tick(int number) {
        return (long) number - origin;
    }

    long monotonicNanos(int number) {
        return tick(number) * Guests.INTERVAL_SECONDS * NANOS;
    }

    @Nullable
    Long epochSeconds(int number) {
        return zeroSeconds == null ? null : (Long) (zeroSeconds + (long) number * Guests.INTERVAL_SECONDS);
    }

    @Nullable
    Long utcMicros(int number) {
        Long seconds = epochSeconds(number);
        return seconds == null ? null : (Long) (seconds * 1_000_000);
    }
}
