package io.equipoise.coordinator.host;

import java.util.OptionalLong;

/** Tells when the next tick is due: by the wall clock, or at once in a replay. */
public interface Ticker {
    /** Waits until the next tick is due and returns its number; empty when the run is over. */
    OptionalLong next();

    /** Now, µs since the epoch, by the clock of this run; 0 in a replay whose trace has no clock. */
    long utcMicros();

    /** Nanoseconds on a clock that only measures durations; stands still in a replay. */
    long nanos();
}
