package io.equipoise.traces.readings;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.util.List;

/**
 * The readings of guests as a trace whose samples are made as they are asked for. A reading's usage is spread evenly over
 * the guest's vCPUs and becomes their cumulative time; tick 0 is where the first reading's interval begins. Intervals
 * without a reading, of at most an hour, are rows of nulls and count with the usage of the reading that ends them; after
 * a longer gap the guest was stopped and starts anew, with a new domain id.
 */
final class ReadingsTrace implements Trace {
    private final TraceHeader header;
    private final Runs runs;
    private final GridClock clock;
    private final List<Event> events;

    ReadingsTrace(TraceHeader header, Runs runs, GridClock clock) {
        this.header = header;
        this.runs = runs;
        this.clock = clock;
        this.events = runs.events(clock);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public Iterable<Sample> samples() {
        return () -> new RunSamples(runs.inOrderOfStart(), clock);
    }

    @Override
    public List<Event> events() {
        return events;
    }

    @Override
    public List<LoadAsked> loads() {
        return List.of();
    }

    @Override
    public List<Decision> decisions() {
        return List.of();
    }
}
