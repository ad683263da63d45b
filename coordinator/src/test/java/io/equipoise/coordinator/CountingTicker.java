package io.equipoise.coordinator;

import io.equipoise.coordinator.host.Ticker;
import java.util.OptionalLong;

/** Ticks 0 to {@code ticks - 1} at once; its clock goes on by a fixed time at every look. */
public final class CountingTicker implements Ticker {
    private final long ticks;
    private final long nanosALook;
    private long next;
    private long nanos;

    public CountingTicker(long ticks, long nanosALook) {
        this.ticks = ticks;
        this.nanosALook = nanosALook;
    }

    @Override
    public OptionalLong next() {
        return next < ticks ? OptionalLong.of(next++) : OptionalLong.empty();
    }

    @Override
    public long utcMicros() {
        return next * 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos += nanosALook;
    }
}
