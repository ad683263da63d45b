package io.equipoise.traces.domstats;

import io.equipoise.traces.readings.Repairs;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** When each dump of a file was, and which are left out. Held: 16 bytes a dump. */
final class DumpTimes {
    static final long LEFT_OUT = -1;

    private static final long NONE = Long.MIN_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long usualMillis;
    private long[] nanos = new long[64];
    private int size;
    private long[] ticks = new long[0];
    private long intervalMillis;
    private boolean stamped;

    /** @param usualMillis between dumps where the file tells no times */
    DumpTimes(long usualMillis) {
        this.usualMillis = usualMillis;
        this.intervalMillis = usualMillis;
    }

    void add(@Nullable Long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = time == null ? NONE : time;
    }

    int size() {
        return size;
    }

    /**
     * Gives the dumps their ticks, once all were added: by their times where the file tells any, else one after another.
     *
     * @param first number of the first dump that is kept
     * @param end number after the last
     * @param givenMillis the interval; null for the median of the times' differences
     */
    void settle(int first, int end, @Nullable Long givenMillis, Repairs repairs) {
        ticks = new long[size];
        Arrays.fill(ticks, LEFT_OUT);
        int[] kept = kept(first, end, repairs);
        intervalMillis = givenMillis != null ? givenMillis : stamped ? median(kept) : usualMillis;
        long last = -1;
        for (int dump : kept) {
            long due = stamped
                    ? Math.round((nanos[dump] - nanos[kept[0]]) / (double) (intervalMillis * NANOS_PER_MILLI))
                    : last + 1;
            last = Math.max(last + 1, due);
            ticks[dump] = last;
        }
    }

    private int[] kept(int first, int end, Repairs repairs) {
        for (int dump = first; dump < end; dump++) {
            stamped |= nanos[dump] != NONE;
        }
        int[] kept = new int[Math.max(0, end - first)];
        int count = 0;
        for (int dump = first; dump < end; dump++) {
            if (stamped && nanos[dump] == NONE) {
                repairs.count("dumps without a time among those with one left out");
            } else if (stamped && count > 0 && nanos[dump] <= nanos[kept[count - 1]]) {
                repairs.count("dumps whose time does not come after the one before left out");
            } else {
                kept[count++] = dump;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private long median(int[] kept) {
        if (kept.length < 2) {
            return usualMillis;
        }
        long[] between = new long[kept.length - 1];
        for (int i = 0; i < between.length; i++) {
            between[i] = nanos[kept[i + 1]] - nanos[kept[i]];
        }
        Arrays.sort(between);
        return Math.max(1, Math.round(between[between.length / 2] / (double) NANOS_PER_MILLI));
    }

    long intervalMillis() {
        return intervalMillis;
    }

    /** The tick of a dump, or {@link #LEFT_OUT}. */
    long tick(int dump) {
        return ticks[dump];
    }

    /** Whether any dump is kept. */
    boolean isEmpty() {
        return Arrays.stream(ticks).allMatch(tick -> tick == LEFT_OUT);
    }

    /** Nanoseconds since the epoch; null where the file tells no times. */
    @Nullable
    Long time(int dump) {
        return stamped ? (Long) nanos[dump] : null;
    }

    /** On a clock of the trace's own. */
    long monotonicNanos(int dump) {
        return stamped ? nanos[dump] : ticks[dump] * intervalMillis * NANOS_PER_MILLI;
    }
}
