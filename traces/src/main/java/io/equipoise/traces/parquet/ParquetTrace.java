package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.InputException;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

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
        for (String segment : directory.segments()) {
            Rows rows = directory.read(EventTable.TABLE, segment);
            for (int row = 0; row < rows.size(); row++) {
                EventTable.read(rows, row).ifPresent(events::add);
            }
            rows = directory.read(LoadTable.TABLE, segment);
            for (int row = 0; row < rows.size(); row++) {
                loads.add(LoadTable.read(rows, row));
            }
            rows = directory.read(DecisionTable.TABLE, segment);
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
        return Samples::new;
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

    private final class Samples implements Iterator<Sample> {
        private final Iterator<String> segments = directory.segments().iterator();
        private @Nullable SegmentSamples segment;
        private String name = "";
        private int next;
        private long lastTick = Long.MIN_VALUE;

        @Override
        public boolean hasNext() {
            while ((segment == null || next == segment.size()) && segments.hasNext()) {
                name = segments.next();
                segment = null;
                segment = inSegment(() -> SegmentSamples.read(directory, name));
                next = 0;
            }
            return segment != null && next < segment.size();
        }

        @Override
        public Sample next() {
            if (!hasNext() || segment == null) {
                throw new NoSuchElementException();
            }
            SegmentSamples current = segment;
            Sample sample = inSegment(() -> current.get(next));
            if (sample.tick() <= lastTick) {
                throw new InputException(directory.file(HostTable.TABLE, name) + ": tick " + sample.tick()
                        + " is in an earlier segment too; remove one of them");
            }
            lastTick = sample.tick();
            next++;
            return sample;
        }

        private <T> T inSegment(Reading<T> reading) {
            try {
                return reading.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InputException e) {
                throw new InputException("segment " + name + " of " + directory.path() + ": " + e.getMessage(), e);
            }
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
