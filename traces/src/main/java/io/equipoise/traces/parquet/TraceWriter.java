package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes rows as they come; each table gets its segment when the tick enters the next multiple of the segment's length,
 * and at closing. A row that is no sample stands in the segment in which it came. Failures are
 * {@link UncheckedIOException}s; segments that were written before stay.
 */
public final class TraceWriter implements TraceSink, Closeable {
    /** The most ticks that a segment covers. */
    static final int SEGMENT_TICKS = 3_600;

    private final Path directory;
    private final int segmentTicks;
    private OpenSegment segment = new OpenSegment();
    private boolean closed;

    TraceWriter(Path directory, int segmentTicks) throws IOException {
        this.directory = directory;
        this.segmentTicks = segmentTicks;
        for (Table table : Tables.ALL) {
            Files.createDirectory(directory.resolve(table.name()));
        }
    }

    @Override
    public void sample(Sample sample) {
        if (!open().isEmpty()) {
            long last = segment.lastTick();
            if (sample.tick() <= last) {
                throw new IllegalArgumentException("tick " + sample.tick() + " comes after tick " + last);
            }
            if (sample.tick() / segmentTicks != last / segmentTicks) {
                writeSegment();
                segment = new OpenSegment();
            }
        }
        segment.add(sample);
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

    private OpenSegment open() {
        if (closed) {
            throw new IllegalStateException("the trace in " + directory + " is closed");
        }
        return segment;
    }

    private void writeSegment() {
        try {
            segment.write(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
