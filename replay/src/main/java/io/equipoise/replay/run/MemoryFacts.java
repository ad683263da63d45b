package io.equipoise.replay.run;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.demand.MemoryNeed;
import org.jspecify.annotations.Nullable;

/** What is known of one guest's memory only when the whole trace was seen, KiB. */
final class MemoryFacts {
    private long @Nullable [] firstReport;
    private long least = Long.MAX_VALUE;
    private long watermark;
    private final PageLists lists = new PageLists();
    private final @Nullable Long overhead;

    /** @param overheadKiB the guest's of {@link BalloonOverheads} */
    MemoryFacts(@Nullable Long overheadKiB) {
        overhead = overheadKiB;
    }

    /**
     * Takes in a report: what it shows the guest to need, its values by {@link MemoryDemand}'s columns, and the balloon then,
     * what that has gained since the report before, and its maximum.
     */
    void see(MemoryNeed need, long[] values, long balloonKiB, BalloonGain gain, long maximumKiB) {
        lists.see(need.needKiB(), balloonKiB, gain, maximumKiB, values[MemoryDemand.UNUSED_BEYOND_USABLE]);
        lists.see(values, need.needKiB());
        firstReport = firstReport == null ? values : firstReport;
        least = Math.min(least, need.needKiB());
        watermark = Math.max(watermark, values[MemoryDemand.UNUSED_BEYOND_USABLE]);
    }

    /** The balloon when a report was made; null where that tells nothing of it. */
    @Nullable
    Long balloonKiB(MemorySample report) {
        return overhead == null || report.availableKiB() == null ? null : (Long) (report.availableKiB() + overhead);
    }

    /** Whether the guest ever reported: one that does not has no balloon driver. */
    boolean reports() {
        return firstReport != null;
    }

    /** The values of the first report, as which the guest counts before it. */
    long[] firstReport() {
        return firstReport == null ? MemoryDemand.NOTHING : firstReport;
    }

    /** The least that the guest ever needed. */
    long leastKiB() {
        return reports() ? lists.leastNeedKiB(least) : 0;
    }

    /** Free pages in its per-CPU lists. */
    PageLists lists() {
        return lists;
    }

    /** Unused memory that the kernel keeps: the most by which unused exceeded usable. */
    long watermarkKiB() {
        return watermark;
    }
}
