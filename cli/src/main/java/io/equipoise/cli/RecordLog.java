package io.equipoise.cli;

import io.equipoise.traces.parquet.RecordingReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what becomes of a recording on disk, a trouble once when it begins and once when it is over; and passes all on. */
final class RecordLog implements RecordingReport {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);

    private final RecordingReport next;
    private volatile boolean postponed;
    private long lost;

    RecordLog(RecordingReport next) {
        this.next = next;
    }

    @Override
    public void journaled(long bytes) {
        next.journaled(bytes);
    }

    @Override
    public void segmentClosed(String segment, long bytes) {
        if (postponed) {
            postponed = false;
            LOG.info("segments are closed again");
        }
        LOG.debug("segment {} is closed, {} bytes", segment, bytes);
        next.segmentClosed(segment, bytes);
    }

    @Override
    public void segmentPostponed(String journal, String reason) {
        postponed = true;
        LOG.warn("no segment can be written: {}; its ticks stay in the journal, and it is tried again", reason);
        next.segmentPostponed(journal, reason);
    }

    @Override
    public void journalDamaged(String keptAs, long bytes) {
        LOG.warn("{} bytes of a journal cannot be read; it is kept as {}", bytes, keptAs);
        next.journalDamaged(keptAs, bytes);
    }

    @Override
    public void segmentRemoved(String segment, long bytes) {
        LOG.info("segment {} is removed, as --keep says", segment);
        next.segmentRemoved(segment, bytes);
    }

    @Override
    public void ticksLost(long ticks, String reason) {
        if (ticks == 1) {
            LOG.warn("ticks are lost: {}; what is recorded stays, and recording goes on once there is room", reason);
        }
        lost = ticks;
        next.ticksLost(ticks, reason);
    }

    @Override
    public void writableAgain() {
        LOG.info("recording again after {} lost ticks", lost);
        next.writableAgain();
    }
}
