package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a score does when one setting of a policy changes.
 *
 * @param policy its name without settings
 * @param means by trace, by the setting's value: the mean over all points with that value
 */
public record Sensitivity(String policy, Setting setting, String score, Map<String, SortedMap<Double, Double>> means) {

    /** One for every setting that takes several values and each of these scores, in the order of the grid. */
    public static List<Sensitivity> of(SweepResult result, PolicyKind kind, List<String> scores) {
        List<SweepRow> rows = result.of(kind);
        Map<String, Set<Setting>> swept = new LinkedHashMap<>();
        for (SweepRow row : rows) {
            PolicyFactory policy = row.policy();
            swept.computeIfAbsent(policy.base().name(), name -> new LinkedHashSet<>())
                    .addAll(policy.values().given().keySet());
        }
        List<Sensitivity> all = new ArrayList<>();
        swept.forEach((policy, settings) -> {
            List<SweepRow> own = rows.stream()
                    .filter(row -> row.policy().base().name().equals(policy))
                    .toList();
            for (Setting setting : settings) {
                if (own.stream().map(value(setting)).distinct().count() > 1) {
                    scores.forEach(score -> all.add(of(policy, setting, score, own)));
                }
            }
        });
        return all.stream().filter(sensitivity -> !sensitivity.means.isEmpty()).toList();
    }

    private static Sensitivity of(String policy, Setting setting, String score, List<SweepRow> rows) {
        Set<String> knowing = Standings.knowing(rows, score);
        Map<String, SortedMap<Double, Double>> means = new LinkedHashMap<>();
        for (SweepRow row : rows) {
            if (knowing.contains(row.trace())) {
                Predicate<SweepRow> same = other -> other.trace().equals(row.trace())
                        && value(setting).apply(other).equals(value(setting).apply(row));
                means.computeIfAbsent(row.trace(), trace -> new TreeMap<>())
                        .computeIfAbsent(value(setting).apply(row), value -> mean(rows, same, score));
            }
        }
        return new Sensitivity(policy, setting, score, means);
    }

    private static Function<SweepRow, Double> value(Setting setting) {
        return row -> row.policy().values().of(setting);
    }

    private static double mean(List<SweepRow> rows, Predicate<SweepRow> which, String score) {
        return rows.stream()
                .filter(which)
                .mapToDouble(row -> Objects.requireNonNull(row.outcome().score(score)))
                .average()
                .orElseThrow();
    }
}
