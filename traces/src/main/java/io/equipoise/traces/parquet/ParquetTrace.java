package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A trace on disk: an iteration decodes one segment at a time, what is no sample was read at opening. */
final class ParquetTrace implements Trace {
    private final TraceDirectory directory;
    private final List<Event> events;
    private final List<LoadAsked> loads;
    private final List<Decision> decisions;

    ParquetTrace(TraceDirectory directory) throws IOException {
        this.directory = directory;
        List<Event> events = new ArrayList<>();
        List<LoadAsked> loads = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        CpuLists lists = new CpuLists();
        for (Part part : directory.parts()) {
            Rows rows = part.read(EventTable.TABLE);
            for (int row = 0; row < rows.size(); row++) {
                EventTable.read(rows, row).ifPresent(events::add);
            }
            rows = part.read(LoadTable.TABLE);
            for (int row = 0; row < rows.size(); row++) {
                loads.add(LoadTable.read(rows, row));
            }
            rows = part.read(DecisionTable.TABLE);
            for (int row = 0; row < rows.size(); row++) {
                decisions.add(DecisionTable.read(rows, row, lists));
            }
        }
        events.sort(Comparator.comparingLong(Event::tick));
        loads.sort(Comparator.comparingLong(LoadAsked::tick));
        decisions.sort(Comparator.comparingLong(Decision::tick));
        this.events = List.copyOf(events);
        this.loads = List.copyOf(loads);
        this.decisions = List.copyOf(decisions);
    }

    @Override
    public TraceHeader header() {
        return directory.header();
    }

    @Override
    public Iterable<Sample> samples() {
        return () -> new SampleIterator(directory);
    }

    @Override
    public List<Event> events() {
        return events;
    }

    @Override
    public List<LoadAsked> loads() {
        return loads;
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }
}
