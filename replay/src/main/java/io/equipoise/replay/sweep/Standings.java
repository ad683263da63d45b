package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.score.Noise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The points of a grid compared: which are best, and which no other one betters. */
public final class Standings {
    private final Tradeoff first;
    private final List<Standing> all;
    private final Map<String, Set<String>> tracesOf;
    private final Noise error;

    private Standings(PolicyKind kind, List<Standing> all, Map<String, Set<String>> tracesOf, Noise error) {
        this.tracesOf = tracesOf;
        this.error = error;
        this.first = Tradeoff.of(kind).get(0);
        this.all = all;
    }

    /** Those of one kind of policies, in the order of the grid. */
    public static Standings of(SweepResult result, PolicyKind kind) {
        Map<String, List<SweepRow>> points = new LinkedHashMap<>();
        for (SweepRow row : result.of(kind)) {
            points.computeIfAbsent(row.policy().name(), name -> new ArrayList<>())
                    .add(row);
        }
        Set<String> scores = new LinkedHashSet<>();
        result.of(kind).forEach(row -> scores.addAll(row.outcome().scores().keySet()));
        Map<String, Set<String>> tracesOf = new LinkedHashMap<>();
        scores.forEach(score -> tracesOf.put(score, knowing(result.of(kind), score)));
        return new Standings(
                kind,
                points.values().stream().map(rows -> standing(rows, tracesOf)).toList(),
                tracesOf,
                error(result.errors(), tracesOf));
    }

    /** The model's error of each mean: that of the traces it is over, on average, as if all erred to the same side. */
    private static Noise error(Map<String, Noise> errors, Map<String, Set<String>> tracesOf) {
        Map<String, Double> means = new LinkedHashMap<>();
        tracesOf.forEach((score, traces) -> traces.stream()
                .map(trace -> errors.getOrDefault(trace, Noise.UNKNOWN).of(score))
                .filter(Objects::nonNull)
                .mapToDouble(error -> error / traces.size())
                .reduce(Double::sum)
                .ifPresent(sum -> means.put(score, sum)));
        return new Noise(means);
    }

    /** The traces in which every point knows a score. */
    static Set<String> knowing(List<SweepRow> rows, String score) {
        Set<String> lacking = rows.stream()
                .filter(row -> row.outcome().score(score) == null)
                .map(SweepRow::trace)
                .collect(Collectors.toSet());
        return rows.stream()
                .map(SweepRow::trace)
                .filter(trace -> !lacking.contains(trace))
                .collect(Collectors.toSet());
    }

    private static Standing standing(List<SweepRow> rows, Map<String, Set<String>> tracesOf) {
        Map<String, Double> means = new LinkedHashMap<>();
        tracesOf.forEach((score, traces) -> rows.stream()
                .filter(row -> traces.contains(row.trace()))
                .mapToDouble(row -> Objects.requireNonNull(row.outcome().score(score)))
                .average()
                .ifPresent(mean -> means.put(score, mean)));
        return new Standing(rows.get(0).policy(), rows, means);
    }

    /** How many traces there are. */
    public int traces() {
        return all.get(0).rows().size();
    }

    /** In how many of them all points know a score: those that its means are over. */
    public int traces(String score) {
        return tracesOf.getOrDefault(score, Set.of()).size();
    }

    /** What the mean of a score must differ by before it means anything: the model's error; nothing where it is unknown. */
    public Noise error() {
        return error;
    }

    /** Difference of the harm that the best are chosen by which is none, in the score's unit. */
    public double grain() {
        Double known = error.of(first.harm());
        return known == null ? first.grain() : Math.max(first.grain(), known);
    }

    /** In the order of the grid, bounds included. */
    public List<Standing> all() {
        return all;
    }

    /** The best point of each policy, the best policy first, bounds last. */
    public List<Standing> bestOfEach() {
        List<Standing> left = new ArrayList<>(all.stream()
                .collect(Collectors.groupingBy(
                        standing -> standing.policy().base().name(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(this::best)
                .toList());
        List<Standing> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Standing> ranked =
                    left.stream().filter(standing -> !standing.policy().bound()).toList();
            Standing next = best(ranked.isEmpty() ? left : ranked);
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** The best of all but the bounds; empty when there are only bounds. */
    public Optional<Standing> best() {
        List<Standing> ranked =
                all.stream().filter(standing -> !standing.policy().bound()).toList();
        return ranked.isEmpty() ? Optional.empty() : Optional.of(best(ranked));
    }

    /**
     * Of those that pass most cases and come within a grain of the least harm among them, the one with the best price; of
     * equals the one with the least harm, then with the fewest settings that are not standard, then the first in the grid.
     */
    private Standing best(Collection<Standing> some) {
        long passed = some.stream().mapToLong(Standing::passed).max().orElseThrow();
        List<Standing> passing =
                some.stream().filter(standing -> standing.passed() == passed).toList();
        double least = passing.stream()
                .mapToDouble(standing -> standing.harm(first))
                .min()
                .orElseThrow();
        return passing.stream()
                .filter(standing -> standing.harm(first) <= least + grain())
                .min(Comparator.<Standing>comparingDouble(standing -> standing.price(first))
                        .thenComparingDouble(standing -> standing.harm(first))
                        .thenComparingInt(Standing::departures))
                .orElseThrow();
    }

    /**
     * The points that no other one betters in one score without being worse in the other, least harm first; points of equal
     * scores together, those nearest the standard settings first.
     */
    public List<List<Standing>> front(Tradeoff tradeoff) {
        List<Standing> candidates = all.stream()
                .filter(standing -> !standing.policy().bound()
                        && standing.mean(tradeoff.harm()) != null
                        && standing.mean(tradeoff.price()) != null)
                .toList();
        Map<List<Double>, List<Standing>> front = candidates.stream()
                .filter(standing -> candidates.stream().noneMatch(other -> other.dominates(standing, tradeoff)))
                .sorted(Comparator.<Standing>comparingDouble(standing -> standing.harm(tradeoff))
                        .thenComparingInt(Standing::departures))
                .collect(Collectors.groupingBy(
                        standing -> List.of(standing.harm(tradeoff), standing.price(tradeoff)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return List.copyOf(front.values());
    }
}
