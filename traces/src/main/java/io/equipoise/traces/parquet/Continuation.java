package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets ticks and monotonic times go on rising when a trace is continued, over restarts of recorder and host. */
final class Continuation {
    private static final long CLOCKS_AGREE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_STEPS = 1_000_000_000_000L;

    private final long lastNamed;
    private final @Nullable Sample last;
    private final long intervalNanos;
    private long tickShift;
    private long nanosShift;

    /**
     * @param lastNamed the last tick of any part, -1 if there is none
     * @param last the last sample, null if there is none; its domains are not looked at
     */
    Continuation(long lastNamed, @Nullable Sample last, long intervalMillis) {
        this.lastNamed = lastNamed;
        this.last = last;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.tickShift = lastNamed + 1;
    }

    /** Sets the first sample's tick and time by what has passed since the last one; returns how many ticks were missed. */
    long begin(Sample first) {
        if (last == null) {
            tickShift = Math.max(0, lastNamed + 1 - first.tick());
            return 0;
        }
        long monotonic = first.monotonicNanos() - last.monotonicNanos();
        // Neither clock runs ahead of the time that passed: one may have begun anew, the other may have been set back.
        long elapsed = Math.max(intervalNanos, Math.max(monotonic, wall(first, last)));
        if (monotonic <= 0 || elapsed - monotonic > CLOCKS_AGREE_NANOS) {
            nanosShift = last.monotonicNanos() + elapsed - first.monotonicNanos();
        } else {
            elapsed = Math.max(intervalNanos, monotonic);
        }
        long steps = Math.max(1, Math.min(MOST_STEPS, (elapsed + intervalNanos / 2) / intervalNanos));
        tickShift = Math.max(last.tick() + steps, lastNamed + 1) - first.tick();
        return first.tick() + tickShift - lastNamed - 1;
    }

    private static long wall(Sample first, Sample last) {
        return first.utcMicros() == null || last.utcMicros() == null
                ? 0
                : TimeUnit.MICROSECONDS.toNanos(first.utcMicros() - last.utcMicros());
    }

    Sample shift(Sample sample) {
        return new Sample(
                sample.tick() + tickShift,
                sample.utcMicros(),
                sample.monotonicNanos() + nanosShift,
                sample.callNanos(),
                sample.host(),
                sample.pcpus(),
                sample.domains());
    }

    Event shift(Event event) {
        return new Event(
                event.tick() + tickShift,
                event.utcMicros(),
                event.type(),
                event.domain(),
                event.stage(),
                event.detail());
    }

    LoadAsked shift(LoadAsked load) {
        return new LoadAsked(load.tick() + tickShift, load.domain(), load.cpu(), load.open(), load.memoryKiB());
    }

    Decision shift(Decision decision) {
        Long observed = decision.observedTick();
        return new Decision(
                decision.tick() + tickShift,
                decision.policy(),
                decision.role(),
                decision.domain(),
                decision.vcpu(),
                decision.planned(),
                decision.guarded(),
                decision.guard(),
                decision.reason(),
                decision.sentMicros(),
                decision.answer(),
                decision.observed(),
                observed == null ? null : (Long) (observed + tickShift),
                decision.durationNanos(),
                decision.error());
    }
}
