package io.equipoise.coordinator.policy;

import io.equipoise.traces.MemorySample;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells a guest's reports that are newer than the last change of its balloon from torn readings, in which the balloon is
 * new and the unused memory still the old one.
 */
public final class ReportWatch {
    private @Nullable Long current;
    private @Nullable Long report;
    private boolean torn;

    /** Takes in the next sample; true when it brought a report not seen before. */
    public boolean see(MemorySample memory) {
        boolean isNew = memory.reportedAt() == null || !Objects.equals(memory.reportedAt(), report);
        // The report that comes along with a change may be older than it: only the next one is surely newer.
        torn = (torn && !isNew) || hasMoved(memory.currentKiB());
        current = memory.currentKiB();
        report = memory.reportedAt();
        return isNew;
    }

    /** Whether the balloon changed and no report since is surely newer. */
    public boolean isTorn() {
        return torn;
    }

    /** Whether the balloon differs from the last sample's. */
    public boolean hasMoved(@Nullable Long currentKiB) {
        return current != null && !Objects.equals(current, currentKiB);
    }
}
