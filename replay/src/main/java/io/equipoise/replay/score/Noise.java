package io.equipoise.replay.score;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What two values of a score must differ by before it means anything, by score. Infinite where even that is not known: one of
 * the traces that it was measured on shows the score, another does not.
 */
public record Noise(Map<String, Double> bounds) {
    /** Nothing is known of it. */
    public static final Noise UNKNOWN = new Noise(Map.of());

    public Noise {
        bounds = Map.copyOf(bounds);
    }

    /** The model's error: a trace's scores against those of its replay. */
    public static Noise between(Map<String, Metric> truth, Map<String, Metric> replayed) {
        return among(List.of(truth, replayed));
    }

    /** The spread between repetitions, or between any traces that should be equal: largest less smallest. One alone has none. */
    public static Noise among(Collection<Map<String, Metric>> repeated) {
        if (repeated.size() < 2) {
            return UNKNOWN;
        }
        Set<String> names = new LinkedHashSet<>();
        repeated.forEach(scores -> names.addAll(scores.keySet()));
        Map<String, Double> bounds = new LinkedHashMap<>();
        for (String name : names) {
            Double spread = spread(name, repeated);
            if (spread != null) {
                bounds.put(name, spread);
            }
        }
        return new Noise(bounds);
    }

    private static @Nullable Double spread(String name, Collection<Map<String, Metric>> repeated) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int shown = 0;
        for (Map<String, Metric> scores : repeated) {
            Metric metric = scores.get(name);
            if (metric != null && metric.value() != null) {
                least = Math.min(least, metric.value());
                most = Math.max(most, metric.value());
                shown++;
            }
        }
        if (shown == 0) {
            return null;
        }
        return shown == repeated.size() ? (Double) (most - least) : (Double) Double.POSITIVE_INFINITY;
    }

    /** The larger of both, score by score. */
    public Noise or(Noise other) {
        Map<String, Double> larger = new LinkedHashMap<>(bounds);
        other.bounds.forEach((name, bound) -> larger.merge(name, bound, Math::max));
        return new Noise(larger);
    }

    /** That of a score; null where nothing is known of it. */
    public @Nullable Double of(String score) {
        return bounds.get(score);
    }

    /** Whether two values of a score differ by more than this. */
    public boolean differ(String score, double a, double b) {
        return Math.abs(a - b) > bounds.getOrDefault(score, 0.0);
    }
}
