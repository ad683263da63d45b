package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.ReportWatch;
import io.equipoise.traces.MemorySample;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a guest uses and how fast that grows, from its newest few reports; torn ones are left out. */
final class Usage {
    /** Time that the trend looks back on, ns. */
    static final long WINDOW_NANOS = 5_000_000_000L;

    private static final double SECOND = 1e9;

    private final ReportWatch reports = new ReportWatch();
    private final Deque<Point> points = new ArrayDeque<>();

    /** Takes in a sample; one that brings no new report tells nothing new. */
    void see(Guest guest, long nanos) {
        boolean isNew = reports.see(guest.memory());
        if (!points.isEmpty() && (!isNew || reports.isTorn())) {
            return;
        }
        points.addLast(new Point(nanos, guest.usedKiB(), guest.usedKiB() + swappedKiB(guest.memory())));
        while (nanos - points.getFirst().nanos > WINDOW_NANOS) {
            points.removeFirst();
        }
    }

    /** What the guest used at its newest report, KiB. */
    long usedKiB() {
        return points.getLast().usedKiB;
    }

    /** Growth of what it uses and what it put into swap, KiB per second; 0 while that shrinks or too little was seen. */
    double growth() {
        Point first = points.getFirst();
        Point last = points.getLast();
        return points.size() < 2
                ? 0
                : Math.max(0, (last.heldKiB - first.heldKiB) * SECOND / (last.nanos - first.nanos));
    }

    private static long swappedKiB(MemorySample memory) {
        return memory.swapOutKiB() == null || memory.swapInKiB() == null ? 0 : memory.swapOutKiB() - memory.swapInKiB();
    }

    private record Point(long nanos, long usedKiB, long heldKiB) {}
}
