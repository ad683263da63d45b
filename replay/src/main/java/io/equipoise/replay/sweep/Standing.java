package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a point of the grid stands over all traces of its kind.
 *
 * @param rows one a trace
 * @param means of the scores that all points know, over the traces in which they know them
 */
public record Standing(PolicyFactory policy, List<SweepRow> rows, Map<String, Double> means) {
    public Standing {
        rows = List.copyOf(rows);
        means = Map.copyOf(means);
    }

    /** Traces that are cases. */
    public long graded() {
        return rows.stream().filter(row -> row.outcome().verdict() != null).count();
    }

    /** Cases passed. */
    public long passed() {
        return rows.stream()
                .filter(row -> row.outcome().verdict() == Verdict.PASS)
                .count();
    }

    /** How many settings have another value than their standard. */
    int departures() {
        return Math.toIntExact(policy.values().given().entrySet().stream()
                .filter(given -> given.getValue() != given.getKey().standard())
                .count());
    }

    /** Ticks of all traces at which the policy had no plan because it failed. */
    public int failedTicks() {
        return rows.stream().mapToInt(row -> row.outcome().failedTicks()).sum();
    }

    /** A score's mean; null where there is none. */
    public @Nullable Double mean(String score) {
        return means.get(score);
    }

    /** The harm of a trade-off; infinite where it is unknown. */
    public double harm(Tradeoff tradeoff) {
        return means.getOrDefault(tradeoff.harm(), Double.POSITIVE_INFINITY);
    }

    /** The price of a trade-off, the lower the better; infinite where it is unknown. */
    double price(Tradeoff tradeoff) {
        Double price = mean(tradeoff.price());
        return price == null ? Double.POSITIVE_INFINITY : tradeoff.priceBetter() == Better.HIGHER ? -price : price;
    }

    /** Whether it is at least as good in both scores and better in one. */
    boolean dominates(Standing other, Tradeoff tradeoff) {
        return harm(tradeoff) <= other.harm(tradeoff)
                && price(tradeoff) <= other.price(tradeoff)
                && (harm(tradeoff) < other.harm(tradeoff) || price(tradeoff) < other.price(tradeoff));
    }
}
