package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.explain.Narrator;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Where a live run's rows go: to its trace and to who tells of them. */
final class LiveSink implements TraceSink {
    private final TraceSink trace;
    private final Narrator narrator;
    private long tick;

    LiveSink(TraceSink trace, Narrator narrator) {
        this.trace = trace;
        this.narrator = narrator;
    }

    @Override
    public void sample(Sample sample) {
        tick = sample.tick();
        narrator.see(sample);
        trace.sample(sample);
    }

    @Override
    public void event(Event event) {
        trace.event(event);
    }

    @Override
    public void load(LoadAsked load) {
        trace.load(load);
    }

    @Override
    public void decision(Decision decision) {
        narrator.seen(decision);
        trace.decision(decision);
    }

    /** How the run ended, as the trace's last event. */
    void ended(String how) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        trace.event(new Event(tick, now, EventType.POLICY_CHANGED, null, null, "ended: " + how));
    }

    /** The way here of a recording whose samples pass the control loop first, which hands them on. */
    TraceSink before(Consumer<Sample> loop) {
        return new TraceSink() {
            @Override
            public void sample(Sample sample) {
                loop.accept(sample);
            }

            @Override
            public void event(Event event) {
                LiveSink.this.event(event);
            }

            @Override
            public void load(LoadAsked load) {
                LiveSink.this.load(load);
            }

            @Override
            public void decision(Decision decision) {
                LiveSink.this.decision(decision);
            }
        };
    }
}
