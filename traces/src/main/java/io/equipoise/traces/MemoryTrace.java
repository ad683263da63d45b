package io.equipoise.traces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A trace held in memory: a short one that was decoded once, or one that a replay makes. */
public record MemoryTrace(
        TraceHeader header, List<Sample> samples, List<Event> events, List<LoadAsked> loads, List<Decision> decisions)
        implements Trace {

    public MemoryTrace {
        samples = List.copyOf(samples);
        events = List.copyOf(events);
        loads = List.copyOf(loads);
        decisions = List.copyOf(decisions);
    }

    /** The whole of another trace, read once. */
    public static MemoryTrace copyOf(Trace trace) {
        if (trace instanceof MemoryTrace held) {
            return held;
        }
        List<Sample> samples = new ArrayList<>();
        trace.samples().forEach(samples::add);
        return new MemoryTrace(trace.header(), samples, trace.events(), trace.loads(), trace.decisions());
    }

    /** Collects rows into a trace; rows that come out of order of tick are put in order. */
    public static final class Builder implements TraceSink {
        private final TraceHeader header;
        private final List<Sample> samples = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<LoadAsked> loads = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();

        public Builder(TraceHeader header) {
            this.header = header;
        }

        @Override
        public void sample(Sample sample) {
            samples.add(sample.made());
        }

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void load(LoadAsked load) {
            loads.add(load);
        }

        @Override
        public void decision(Decision decision) {
            decisions.add(decision);
        }

        /** The trace of all rows so far. */
        public MemoryTrace build() {
            events.sort(Comparator.comparingLong(Event::tick));
            loads.sort(Comparator.comparingLong(LoadAsked::tick));
            decisions.sort(Comparator.comparingLong(Decision::tick));
            return new MemoryTrace(header, samples, events, loads, decisions);
        }
    }
}
