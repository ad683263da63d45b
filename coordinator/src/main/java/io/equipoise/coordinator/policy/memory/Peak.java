package io.equipoise.coordinator.policy.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** The largest value of the newest few seconds, so that what comes and goes is not followed down each time. */
final class Peak {
    private final long windowNanos;
    private final Deque<Point> falling = new ArrayDeque<>();

    Peak(int seconds) {
        this.windowNanos = seconds * 1_000_000_000L;
    }

    /** Takes in a value and returns the largest one that is not older than the window. */
    long see(long value, long nanos) {
        while (!falling.isEmpty() && falling.getLast().value <= value) {
            falling.removeLast();
        }
        falling.addLast(new Point(nanos, value));
        while (nanos - falling.getFirst().nanos > windowNanos) {
            falling.removeFirst();
        }
        return falling.getFirst().value;
    }

    private record Point(long nanos, long value) {}
}
