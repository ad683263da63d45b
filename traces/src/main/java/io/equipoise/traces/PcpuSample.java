package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * A pCPU at a tick.
 *
 * @param busyNanos cumulative non-idle time by the host's own counters: guests, emulators, everything
 * @param idleNanos cumulative idle time
 * @param bookedPercent booked usage of the interval, in percent; imported monitor logs only
 */
public record PcpuSample(
        int number,
        @Nullable Long busyNanos,
        @Nullable Long idleNanos,
        @Nullable Double bookedPercent) {}
