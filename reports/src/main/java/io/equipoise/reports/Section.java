package io.equipoise.reports;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.ModelError;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import io.equipoise.replay.score.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands side by side in a report: everything on one case or one trace.
 *
 * @param title unique in the report
 * @param testCase null outside cases
 * @param modelErrors of the replays in it
 */
public record Section(String title, @Nullable Case testCase, List<Entry> entries, List<ModelError> modelErrors) {

    public Section {
        entries = List.copyOf(entries);
        modelErrors = List.copyOf(modelErrors);
    }

    /** What its case is about; null outside cases. */
    public @Nullable PolicyKind kind() {
        return testCase == null ? null : testCase.kind();
    }

    /**
     * What two of its scores must differ by: the model's error, the widest interval of an uncertain demand, or the spread
     * between trials of one policy where there are several. Bounds, which are not ranked, do not count.
     */
    public Noise noise() {
        Noise noise = Noise.UNKNOWN;
        for (ModelError error : modelErrors) {
            noise = noise.or(error.scores());
        }
        List<EvaluationRow> ranked =
                entries.stream().map(Entry::row).filter(row -> !row.bound()).toList();
        noise = noise.or(new Noise(
                Scores.widest(ranked.stream().map(EvaluationRow::scores).toList())));
        Map<String, List<Map<String, Metric>>> repeated = new LinkedHashMap<>();
        for (EvaluationRow row : ranked) {
            repeated.computeIfAbsent(row.policy(), policy -> new ArrayList<>()).add(row.scores());
        }
        for (List<Map<String, Metric>> trials : repeated.values()) {
            noise = noise.or(Noise.among(trials));
        }
        return noise;
    }

    /** The entry of this name, if the section has one. */
    public Optional<Entry> entry(String label) {
        return entries.stream().filter(entry -> entry.label().equals(label)).findFirst();
    }

    /** A name for links and files: lower case letters, digits and hyphens. */
    public String id() {
        return Ids.of(title);
    }
}
