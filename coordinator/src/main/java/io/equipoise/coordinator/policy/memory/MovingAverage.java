package io.equipoise.coordinator.policy.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** Mean of the newest ten readings, as MOM keeps its statistics. */
final class MovingAverage {
    static final int LENGTH = 10;

    private final Deque<Long> readings = new ArrayDeque<>();

    void add(long reading) {
        readings.addLast(reading);
        if (readings.size() > LENGTH) {
            readings.removeFirst();
        }
    }

    double mean() {
        return readings.stream().mapToLong(Long::longValue).average().orElseThrow();
    }
}
