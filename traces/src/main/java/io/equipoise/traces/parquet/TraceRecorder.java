package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records into a directory so that whatever stops it costs at most the tick being written: a sample, with the rows that
 * came since the one before, is on disk when {@link #sample} returns. Segments are closed on another thread. A tick for
 * which there is no room is lost and counted, and recording goes on. Ticks and monotonic times that are handed over begin
 * anew when a trace is continued; they are shifted behind those that are there. From any thread.
 */
public final class TraceRecorder implements TraceSink, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TraceRecorder.class);
    private static final int MOST_EVENTS = 1_000;

    private final RecordingStart start;
    private final Continuation continuation;
    private final JournalLog log;
    private final RowBatch batch = new RowBatch();
    private final List<Event> events = new ArrayList<>();
    private final List<Runnable> beforeFirstSample = new ArrayList<>();
    private boolean begun;
    private boolean closed;
    private long lastTick;

    TraceRecorder(
            RecordingStart start,
            TraceHeader header,
            RecordingLimits limits,
            RecordingReport report,
            boolean background)
            throws IOException {
        Duration interval = Duration.ofMillis(header.intervalMillis());
        SegmentCloser closer = new SegmentCloser(start.segments(), limits.keep(), interval, report);
        this.start = start;
        this.lastTick = start.lastNamed();
        this.continuation = new Continuation(start.lastNamed(), start.last(), header.intervalMillis());
        this.log = new JournalLog(start.segments(), limits, report, new ClosingThread(closer, background));
    }

    /** Makes the directory ready, see {@link ParquetTraces#record}. */
    static TraceRecorder open(
            Path directory,
            TraceHeader header,
            RecordingLimits limits,
            RecordingReport report,
            Disk disk,
            boolean background)
            throws IOException {
        RecordingStart start = RecordingStart.in(directory, header, disk);
        boolean isOpen = false;
        try {
            TraceRecorder recorder = new TraceRecorder(start, header, limits, report, background);
            isOpen = true;
            return recorder;
        } finally {
            if (!isOpen) {
                start.lock().close();
            }
        }
    }

    /** What was to be recovered before this recording could begin. */
    public Recovered recovered() {
        return start.recovered();
    }

    /** The last tick that is in the trace or was lost; empty before the first one. */
    public synchronized OptionalLong lastTick() {
        return lastTick < 0 ? OptionalLong.empty() : OptionalLong.of(lastTick);
    }

    /** Writes the sample, and what came since the one before; when it returns, they are on disk or lost. */
    @Override
    public synchronized void sample(Sample sample) {
        requireOpen();
        if (!begun) {
            begin(sample);
        }
        Sample shifted = continuation.shift(sample);
        if (shifted.tick() <= lastTick) {
            throw new IllegalArgumentException("tick " + shifted.tick() + " comes after tick " + lastTick);
        }
        lastTick = shifted.tick();
        batch.add(shifted);
        events.forEach(batch::add);
        if (log.write(shifted, batch)) {
            events.clear();
            LOG.debug("tick {} is in the journal", shifted.tick());
        }
        batch.clear();
    }

    private void begin(Sample first) {
        begun = true;
        long missed = continuation.begin(first);
        if (missed > 0) {
            long tick = continuation.shift(first).tick();
            String detail = "the recorder was not running: " + missed + " ticks missed";
            events.add(new Event(tick, first.utcMicros(), EventType.GAP, null, null, detail));
        }
        beforeFirstSample.forEach(Runnable::run);
        beforeFirstSample.clear();
    }

    /** Waits for the next sample; outlives ticks that are lost. */
    @Override
    public synchronized void event(Event event) {
        add(() -> {
            if (events.size() < MOST_EVENTS) {
                events.add(continuation.shift(event));
            }
        });
    }

    @Override
    public synchronized void load(LoadAsked load) {
        add(() -> batch.add(continuation.shift(load)));
    }

    @Override
    public synchronized void decision(Decision decision) {
        add(() -> batch.add(continuation.shift(decision)));
    }

    private void add(Runnable row) {
        requireOpen();
        if (begun) {
            row.run();
        } else if (beforeFirstSample.size() < MOST_EVENTS) {
            beforeFirstSample.add(row);
        }
    }

    /** Closes the segment now; rows that come from now on are in the next one. */
    public synchronized void roll() {
        requireOpen();
        if (log.isOpen()) {
            writeRest();
            log.rotate();
        }
    }

    /** Writes what came since the last sample, closes the segment and waits until that is done. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            beforeFirstSample.forEach(Runnable::run);
            writeRest();
            log.close();
        } finally {
            start.lock().close();
        }
    }

    private void writeRest() {
        events.forEach(batch::add);
        if (batch.size() > 0 && log.writeRest(lastTick + 1, batch)) {
            events.clear();
        }
        batch.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the trace in " + start.segments().directory() + " is closed");
        }
    }
}
