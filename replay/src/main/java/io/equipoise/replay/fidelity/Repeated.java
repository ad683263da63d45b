package io.equipoise.replay.fidelity;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One figure of repeated trials, those that show it. */
public record Repeated(List<Double> values) {
    public Repeated {
        values = List.copyOf(values);
    }

    static <T> Repeated of(List<T> trials, Function<T, @Nullable Double> figure) {
        return new Repeated(trials.stream().map(figure).filter(Objects::nonNull).toList());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Null where no trial shows it. */
    public @Nullable Double mean() {
        return values.isEmpty()
                ? null
                : (Double) (values.stream().mapToDouble(Double::doubleValue).sum() / values.size());
    }

    /** Largest less smallest; null for fewer than two, which tell nothing of it. */
    public @Nullable Double spread() {
        if (values.size() < 2) {
            return null;
        }
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return most == least ? 0.0 : (Double) (most - least);
    }
}
