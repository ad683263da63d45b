package io.equipoise.replay.run;

import io.equipoise.traces.MemorySample;
import org.jspecify.annotations.Nullable;

/** What every guest of a host reports of its memory, held without an object a guest; KiB. */
final class MemoryColumns {
    private static final int COLUMNS = 9;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long[][] values;
    private final boolean[] known;

    MemoryColumns(int guests) {
        this.values = new long[guests][COLUMNS];
        this.known = new boolean[guests];
    }

    /** @param utcMicros when the guest looked; null where there is no clock */
    void set(
            int guest,
            long available,
            long usable,
            long unused,
            long caches,
            long swapIn,
            long swapOut,
            long majorFaults,
            long minorFaults,
            @Nullable Long utcMicros) {
        long[] row = values[guest];
        row[0] = available;
        row[1] = usable;
        row[2] = unused;
        row[3] = caches;
        row[4] = swapIn;
        row[5] = swapOut;
        row[6] = majorFaults;
        row[7] = minorFaults;
        row[8] = utcMicros == null ? UNKNOWN : utcMicros / 1_000_000;
        known[guest] = true;
    }

    void forget(int guest) {
        known[guest] = false;
    }

    boolean isKnown(int guest) {
        return known[guest];
    }

    /** The report beside a balloon that may be newer. */
    MemorySample sample(int guest, long balloonKiB) {
        long[] row = values[guest];
        return new MemorySample(
                balloonKiB,
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                row[5],
                row[6],
                row[7],
                null,
                row[8] == UNKNOWN ? null : (Long) row[8],
                null);
    }
}
