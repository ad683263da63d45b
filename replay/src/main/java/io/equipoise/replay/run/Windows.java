package io.equipoise.replay.run;

import io.equipoise.traces.demand.DemandWindow;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The window of samples from which an interval's demand is estimated: {@link DemandWindow#TICKS} intervals centred on it,
 * pushed aside where a stage of the load begins or ends, so that none is mixed with another. The interval in which the load
 * changes stands for itself, and so does each of a trace whose intervals are long.
 */
final class Windows {
    /** libvirt's steps of 10 ms are a thousandth of it. */
    private static final long LONG_INTERVAL_MILLIS = 10_000;

    private final TreeSet<Integer> starts;
    private final int samples;
    private final boolean alone;

    /** @param changes the first samples at or after a change of the load */
    Windows(Collection<Integer> changes, int samples, long intervalMillis) {
        this.samples = samples;
        this.alone = isLong(intervalMillis);
        this.starts = new TreeSet<>(changes);
        starts.add(0);
        starts.add(samples);
    }

    /** Index of the first sample of interval t's window. */
    int first(int t) {
        int stage = stage(t);
        return isMixed(t) ? t - 1 : Math.max(stage, Math.min(t - DemandWindow.TICKS / 2, end(t) - DemandWindow.TICKS));
    }

    /** Index of the last sample of interval t's window. */
    int last(int t) {
        return isMixed(t) ? t : Math.min(end(t), Math.max(t + DemandWindow.TICKS / 2, stage(t) + DemandWindow.TICKS));
    }

    private boolean isMixed(int t) {
        return alone || starts.contains(t);
    }

    /** Whether one interval says as much as a window of short ones. */
    static boolean isLong(long intervalMillis) {
        return intervalMillis >= LONG_INTERVAL_MILLIS;
    }

    private int stage(int t) {
        Integer start = starts.lower(t);
        return start == null ? 0 : start;
    }

    private int end(int t) {
        Integer next = starts.higher(t);
        return (next == null ? samples : next) - 1;
    }
}
