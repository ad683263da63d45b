package io.equipoise.traces.schedule;

import io.equipoise.traces.InputException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Ticks at a fixed interval without drift: tick n is due n intervals after tick 0, which is due at once. A tick whose
 * whole interval has passed unused is missed and its number left out.
 */
public final class Schedule {
    private final long intervalNanos;
    private final long ticks;
    private final MonotonicTime time;
    private final Object monitor = new Object();

    private long start;
    private long last = -1;
    private long lateness;
    private boolean stopped;

    /**
     * @param interval of one tick, more than 0
     * @param duration the run's length, which covers its last tick's interval: 60 s at 1 s are 60 ticks; null for no end
     */
    public Schedule(Duration interval, @Nullable Duration duration) {
        this(interval, duration, MonotonicTime.SYSTEM);
    }

    Schedule(Duration interval, @Nullable Duration duration, MonotonicTime time) {
        if (interval.isNegative() || interval.isZero()) {
            throw new InputException("interval " + interval + ": must be more than 0");
        }
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new InputException("duration " + duration + ": must be more than 0");
        }
        this.intervalNanos = interval.toNanos();
        this.ticks = duration == null ? Long.MAX_VALUE : (duration.toNanos() - 1) / intervalNanos + 1;
        this.time = time;
    }

    /** Waits until the next tick is due and returns its number; empty once the run is over, stopped or interrupted. */
    public OptionalLong next() {
        synchronized (monitor) {
            if (last < 0 && !stopped) {
                start = time.nanos();
            }
            long elapsed = time.nanos() - start;
            long tick = last < 0 ? 0 : Math.max(last + 1, elapsed / intervalNanos);
            while (!stopped && tick < ticks && elapsed < tick * intervalNanos) {
                try {
                    time.await(monitor, tick * intervalNanos - elapsed);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    stopped = true;
                }
                elapsed = time.nanos() - start;
            }
            if (stopped || tick >= ticks) {
                return OptionalLong.empty();
            }
            last = tick;
            lateness = elapsed - tick * intervalNanos;
            return OptionalLong.of(tick);
        }
    }

    /** How long after it was due the newest tick was handed out, ns. */
    public long latenessNanos() {
        synchronized (monitor) {
            return lateness;
        }
    }

    /** From one tick to the next, ns. */
    public long intervalNanos() {
        return intervalNanos;
    }

    /** Ends the run: a waiting {@link #next} returns empty at once. From any thread, any number of times. */
    public void stop() {
        synchronized (monitor) {
            stopped = true;
            monitor.notifyAll();
        }
    }
}
