package io.equipoise.traces.parquet;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes tick after tick into journals, begins a new one when a segment is to end, and counts what finds no room. */
final class JournalLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLog.class);
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Segments segments;
    private final RecordingLimits limits;
    private final RecordingReport report;
    private final ClosingThread closing;
    private @Nullable JournalWriter journal;
    private long firstTick;
    private long firstNanos;
    private long rows;
    private long triedNanos;
    private long lost;
    private String reason = "";

    JournalLog(Segments segments, RecordingLimits limits, RecordingReport report, ClosingThread closing) {
        this.segments = segments;
        this.limits = limits;
        this.report = report;
        this.closing = closing;
    }

    /** Whether anything was written since the last rotation. */
    boolean isOpen() {
        return journal != null;
    }

    /** Writes a tick's rows, the sample among them; false if they are lost. */
    boolean write(Sample sample, RowBatch batch) {
        if (journal != null && ends(sample, batch.size())) {
            rotate();
        }
        if (sample.monotonicNanos() - triedNanos >= AGAIN_NANOS) {
            triedNanos = sample.monotonicNanos();
            closing.tryAgain();
        }
        if (lost > 0) {
            String detail = lost + " ticks lost: " + reason;
            batch.add(new Event(sample.tick(), sample.utcMicros(), EventType.GAP, null, null, detail));
        }
        if (journal == null) {
            firstNanos = sample.monotonicNanos();
        }
        try {
            report.journaled(append(sample.tick(), batch));
            LOG.debug("tick {} is in the journal", sample.tick());
        } catch (IOException e) {
            reason = SegmentCloser.reason(e);
            report.ticksLost(++lost, reason);
            return false;
        }
        if (lost > 0) {
            lost = 0;
            report.writableAgain();
            closing.tryAgain();
        }
        return true;
    }

    /** Writes rows after the last sample; false if there was no room. */
    boolean writeRest(long tick, RowBatch batch) {
        try {
            append(tick, batch);
            return true;
        } catch (IOException e) {
            LOG.warn("{}: what came after the last sample is lost: {}", segments.directory(), SegmentCloser.reason(e));
            return false;
        }
    }

    private long append(long tick, RowBatch batch) throws IOException {
        if (journal != null) {
            int bytes = journal.append(batch);
            rows += batch.size();
            return bytes;
        }
        JournalHeader header = new JournalHeader(tick, segments.header());
        JournalWriter created = new JournalWriter(Journal.file(segments.directory(), tick), header, segments.disk());
        int bytes = created.append(batch);
        journal = created;
        firstTick = tick;
        rows = batch.size();
        return bytes;
    }

    private boolean ends(Sample sample, long more) {
        return sample.tick() / limits.segmentTicks() != firstTick / limits.segmentTicks()
                || sample.tick() / TraceWriter.SEGMENT_TICKS != firstTick / TraceWriter.SEGMENT_TICKS
                || rows + more > limits.segmentRows()
                || (limits.segmentAge() != null
                        && sample.monotonicNanos() - firstNanos
                                >= limits.segmentAge().toNanos());
    }

    /** Lets the journal become a segment; the next row begins a new one. */
    void rotate() {
        if (journal == null) {
            return;
        }
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", Journal.file(segments.directory(), firstTick), SegmentCloser.reason(e));
        }
        journal = null;
        closing.add(firstTick);
    }

    @Override
    public void close() {
        rotate();
        closing.close();
    }
}
