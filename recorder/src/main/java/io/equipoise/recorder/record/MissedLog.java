package io.equipoise.recorder.record;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that ticks are missed: the first time at once, then at most once a minute, however often it happens. */
final class MissedLog {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private long unsaid;
    private long saidNanos;
    private boolean ever;
    private boolean said;

    /** @param nanos a monotonic clock */
    MissedLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Ticks are missed.
     *
     * @param news whether this gap was missed for no such reason before
     */
    void missed(long ticks, String reason, boolean news) {
        unsaid += ticks;
        long now = nanos.getAsLong();
        if (news && (!ever || now - saidNanos >= QUIET_NANOS)) {
            LOG.warn("{} missed: {}", unsaid == 1 ? "tick" : unsaid + " ticks", reason);
            ever = true;
            said = true;
            saidNanos = now;
            unsaid = 0;
        }
    }

    /** The gap is over; said only of one whose begin was. */
    void over(long ticks) {
        if (said) {
            LOG.info("recording again after {} missed {}", ticks, ticks == 1 ? "tick" : "ticks");
            said = false;
            unsaid = 0;
        }
    }
}
