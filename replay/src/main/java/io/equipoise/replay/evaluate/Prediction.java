package io.equipoise.replay.evaluate;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares the memory of two traces of one case, guest by guest at equal times from the load's onset on. */
final class Prediction {
    private static final double MIB = 1024;

    private Prediction() {}

    /** A sentence for each quantity that both traces know. */
    static List<String> errors(MemoryTrace recorded, MemoryTrace predicted) {
        List<String> errors = new ArrayList<>();
        add(errors, "balloon", recorded, predicted, MemorySample::currentKiB);
        add(errors, "unused", recorded, predicted, MemorySample::unusedKiB);
        add(errors, "usable", recorded, predicted, MemorySample::usableKiB);
        Double swapped = swappedOut(recorded);
        Double foretold = swappedOut(predicted);
        if (swapped != null && foretold != null) {
            errors.add(String.format(
                    Locale.ROOT,
                    "swapped out since the onset: %.0f MiB predicted, %.0f MiB recorded",
                    foretold,
                    swapped));
        }
        return errors;
    }

    private static void add(
            List<String> errors,
            String quantity,
            MemoryTrace recorded,
            MemoryTrace predicted,
            Function<MemorySample, @Nullable Long> value) {
        Map<Long, Sample> truth = new HashMap<>();
        recorded.samples().forEach(sample -> truth.put(sample.tick() - onset(recorded), sample));
        Differences differences = new Differences();
        for (Sample sample : predicted.samples()) {
            long since = sample.tick() - onset(predicted);
            Sample real = truth.get(since);
            if (since < 0 || real == null) {
                continue;
            }
            for (DomainSample domain : sample.domains()) {
                Long foretold = value(domain, value);
                Long seen = real.domains().stream()
                        .filter(other -> other.name().equals(domain.name()))
                        .findFirst()
                        .map(other -> value(other, value))
                        .orElse(null);
                if (foretold != null && seen != null) {
                    differences.add((foretold - seen) / MIB, domain.name() + ", tick " + since + " after the onset");
                }
            }
        }
        if (differences.count > 0) {
            errors.add(quantity + ": " + differences);
        }
    }

    /** Mean and largest of what was added, MiB. */
    private static final class Differences {
        private int count;
        private double sum;
        private double largest = -1;
        private String where = "";

        void add(double difference, String place) {
            count++;
            sum += Math.abs(difference);
            if (Math.abs(difference) > largest) {
                largest = Math.abs(difference);
                where = place;
            }
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "off by %.1f MiB on average, %.0f MiB at most (%s)", sum / count, largest, where);
        }
    }

    private static @Nullable Long value(DomainSample domain, Function<MemorySample, @Nullable Long> value) {
        return domain.memory() == null ? null : value.apply(domain.memory());
    }

    /** All guests together, MiB; null where a guest's is unknown at the onset or the end. */
    private static @Nullable Double swappedOut(MemoryTrace trace) {
        List<Sample> samples = trace.samples().stream()
                .filter(sample -> sample.tick() >= onset(trace))
                .toList();
        if (samples.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (DomainSample end : samples.get(samples.size() - 1).domains()) {
            Long before = samples.get(0)
                    .domain(end.uuid())
                    .map(domain -> value(domain, MemorySample::swapOutKiB))
                    .orElse(null);
            Long after = value(end, MemorySample::swapOutKiB);
            if (before == null || after == null) {
                return null;
            }
            sum += (after - before) / MIB;
        }
        return sum;
    }

    private static long onset(MemoryTrace trace) {
        return trace.events().stream()
                .filter(event -> event.type() == EventType.LOAD_ONSET)
                .mapToLong(Event::tick)
                .findFirst()
                .orElse(0);
    }
}
