package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.ReportWatch;
import io.equipoise.traces.MemorySample;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a guest uses and needs, and how fast its need grows, from its newest few reports; torn ones are left out. */
final class Usage {
    /** Time that the trend looks back on, ns. */
    static final long WINDOW_NANOS = 5_000_000_000L;

    /** A shorter time shows no trend, ns: reports come once a second, and not evenly. */
    static final long LEAST_NANOS = 1_500_000_000L;

    private static final double SECOND = 1e9;

    private final ReportWatch reports = new ReportWatch();
    private final Deque<Point> points = new ArrayDeque<>();

    /** Takes in a sample; one that brings no new report tells nothing new. */
    void see(Guest guest, long nanos) {
        boolean isNew = reports.see(guest.memory());
        if (!points.isEmpty() && (!isNew || reports.isTorn())) {
            return;
        }
        points.addLast(
                new Point(nanos, guest.usedKiB(), guest.neededKiB(), guest.neededKiB() + swappedKiB(guest.memory())));
        while (nanos - points.getFirst().nanos > WINDOW_NANOS) {
            points.removeFirst();
        }
    }

    /** What the guest used at its newest report, caches included, KiB. */
    long usedKiB() {
        return points.getLast().usedKiB;
    }

    /** What of it the guest could not do without, KiB. */
    long neededKiB() {
        return points.getLast().neededKiB;
    }

    /**
     * Growth of what it needs and what it put into swap, KiB per second: the fastest of the trends up to now, so that a rise
     * shows as soon as it begins; 0 while that shrinks or too little was seen.
     */
    double growth() {
        Point last = points.getLast();
        return points.stream()
                .filter(point -> last.nanos - point.nanos >= LEAST_NANOS)
                .mapToDouble(point -> (last.heldKiB - point.heldKiB) * SECOND / (last.nanos - point.nanos))
                .reduce(0, Math::max);
    }

    private static long swappedKiB(MemorySample memory) {
        return memory.swapOutKiB() == null || memory.swapInKiB() == null ? 0 : memory.swapOutKiB() - memory.swapInKiB();
    }

    private record Point(long nanos, long usedKiB, long neededKiB, long heldKiB) {}
}
