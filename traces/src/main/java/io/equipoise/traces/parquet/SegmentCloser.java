package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Turns journals into segments, the oldest first, and removes the segments that are not to be kept. */
final class SegmentCloser implements Runnable {
    private final Segments segments;
    private final Keep keep;
    private final Duration interval;
    private final RecordingReport report;
    private final Queue<Long> journals = new ConcurrentLinkedQueue<>();
    private final NavigableMap<SegmentName, Long> closed = new TreeMap<>();
    private volatile boolean postponed;

    /** Takes up the journals that are there. */
    SegmentCloser(Segments segments, Keep keep, Duration interval, RecordingReport report) throws IOException {
        this.segments = segments;
        this.keep = keep;
        this.interval = interval;
        this.report = report;
        Listing listing = Listing.of(segments.directory());
        for (SegmentName name : listing.segments(segments.directory())) {
            closed.put(name, Manifest.read(segments.directory(), name).bytes());
        }
        journals.addAll(listing.openJournals());
    }

    /** A journal that nobody writes any more. */
    void add(long journal) {
        journals.add(journal);
    }

    /** Whether a journal waits because it could not be closed. */
    boolean isPostponed() {
        return postponed;
    }

    /** Closes all journals that wait; one that cannot be closed stays, and those after it wait too. */
    @Override
    public synchronized void run() {
        try {
            for (Long first = journals.peek(); first != null; first = journals.peek()) {
                close(first);
                journals.remove();
            }
            postponed = false;
            retain();
        } catch (IOException | InputException e) {
            if (!postponed) {
                report.segmentPostponed(journals.isEmpty() ? "" : SegmentName.tick(journals.element()), reason(e));
            }
            postponed = true;
        }
    }

    static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void close(long first) throws IOException {
        JournalCloser.Closed done = new JournalCloser(segments).close(first, true);
        Manifest segment = done.segment();
        if (segment != null) {
            closed.put(segment.name(), segment.bytes());
            report.segmentClosed(segment.name().toString(), segment.bytes());
        }
        if (done.setAside() != null) {
            report.journalDamaged(done.setAside(), done.damaged());
        }
    }

    private void retain() throws IOException {
        long bytes = closed.values().stream().mapToLong(Long::longValue).sum();
        while (closed.size() > 1 && (isTooOld(closed.firstKey()) || isTooMuch(bytes))) {
            Map.Entry<SegmentName, Long> oldest = closed.firstEntry();
            segments.remove(oldest.getKey());
            closed.remove(oldest.getKey());
            bytes -= oldest.getValue();
            report.segmentRemoved(oldest.getKey().toString(), oldest.getValue());
        }
    }

    /** By ticks, which a clock that is set does not change. */
    private boolean isTooOld(SegmentName segment) {
        long ticks = closed.lastKey().last() - segment.last();
        return keep.age() != null && interval.multipliedBy(ticks).compareTo(keep.age()) > 0;
    }

    private boolean isTooMuch(long bytes) {
        return keep.bytes() != null && bytes > keep.bytes();
    }
}
