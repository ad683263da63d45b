package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes rows as they come; each table gets its segment when the tick enters the next multiple of the segment's length,
 * when it has many rows, and at closing. A row that is no sample stands in the segment in which it came. Failures are
 * {@link UncheckedIOException}s; segments that were written before stay.
 */
public final class TraceWriter implements TraceSink, Closeable {
    /** The most ticks that a segment covers. */
    static final int SEGMENT_TICKS = 3_600;

    /** Rows of all tables together after which a segment ends: reading and writing need the memory of a whole one. */
    private static final int SEGMENT_ROWS = 1_000_000;

    private final Segments segments;
    private final int segmentTicks;
    private final int segmentRows;
    private final RowBatch batch = new RowBatch();
    private boolean closed;

    TraceWriter(Segments segments, int segmentTicks) throws IOException {
        this(segments, segmentTicks, SEGMENT_ROWS);
    }

    TraceWriter(Segments segments, int segmentTicks, int segmentRows) throws IOException {
        this.segments = segments;
        this.segmentTicks = segmentTicks;
        this.segmentRows = segmentRows;
        Segments.createFolders(segments.directory(), segments.disk());
    }

    @Override
    public void sample(Sample sample) {
        if (open().hasSample()) {
            long last = batch.lastTick();
            if (sample.tick() <= last) {
                throw new IllegalArgumentException("tick " + sample.tick() + " comes after tick " + last);
            }
            if (sample.tick() / segmentTicks != last / segmentTicks || batch.size() >= segmentRows) {
                writeSegment();
                batch.clear();
            }
        }
        batch.add(sample);
    }

    @Override
    public void event(Event event) {
        open().add(event);
    }

    @Override
    public void load(LoadAsked load) {
        open().add(load);
    }

    @Override
    public void decision(Decision decision) {
        open().add(decision);
    }

    /** Writes what is held; a trace without any sample still gets its tables. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writeSegment();
        }
    }

    private RowBatch open() {
        if (closed) {
            throw new IllegalStateException("the trace in " + segments.directory() + " is closed");
        }
        return batch;
    }

    private void writeSegment() {
        SegmentName name =
                batch.hasSample() ? new SegmentName(batch.firstTick(), batch.lastTick()) : new SegmentName(0, 0);
        try {
            segments.commit(name, batch::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
