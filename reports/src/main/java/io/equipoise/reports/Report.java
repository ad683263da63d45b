package io.equipoise.reports;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.Evaluation;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.ModelError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that a report shows, in order. */
public record Report(String title, List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    /** Of policies that were replayed: a section for each trace, an entry for each policy. */
    public static Report ofReplays(Evaluation evaluation) {
        return new Report("Policies replayed", sections(evaluation, bySource(evaluation.rows())));
    }

    /** Of traces as they are: those of one case side by side, each other one by itself. */
    public static Report ofTraces(List<EvaluationRow> rows) {
        return ofTraces(new Evaluation(rows, List.of()));
    }

    /** The same, with how far the model is from each. */
    public static Report ofTraces(Evaluation traces) {
        Map<String, List<EvaluationRow>> groups = new LinkedHashMap<>();
        for (EvaluationRow row : traces.rows()) {
            String key = row.testCase() == null ? row.source() : row.testCase().name();
            groups.computeIfAbsent(key, name -> new ArrayList<>()).add(row);
        }
        return new Report("Traces", sections(traces, groups));
    }

    /** All rows in order. */
    public List<Entry> entries() {
        return sections.stream().flatMap(section -> section.entries().stream()).toList();
    }

    private static Map<String, List<EvaluationRow>> bySource(List<EvaluationRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(EvaluationRow::source, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<Section> sections(Evaluation evaluation, Map<String, List<EvaluationRow>> groups) {
        boolean byPolicy = groups.values().stream().allMatch(Report::policiesDiffer);
        List<Section> sections = new ArrayList<>();
        groups.forEach((name, rows) -> {
            List<Entry> entries = rows.stream()
                    .map(row -> new Entry(byPolicy ? row.policy() : row.source(), row))
                    .toList();
            Case testCase = rows.get(0).testCase();
            Set<String> sources = rows.stream().map(EvaluationRow::source).collect(Collectors.toSet());
            List<ModelError> errors = evaluation.modelErrors().stream()
                    .filter(error -> sources.contains(error.source()))
                    .toList();
            sections.add(new Section(title(name, testCase, groups), testCase, entries, errors));
        });
        return sections;
    }

    /** The case's name when it is the only trace of its case, else the trace's own. */
    private static String title(String name, @Nullable Case testCase, Map<String, List<EvaluationRow>> groups) {
        if (testCase == null) {
            return name;
        }
        long traces = groups.values().stream()
                .filter(rows -> testCase.equals(rows.get(0).testCase()))
                .count();
        return traces == 1 ? testCase.name() : name;
    }

    private static boolean policiesDiffer(List<EvaluationRow> rows) {
        return rows.stream().map(EvaluationRow::policy).distinct().count() == rows.size();
    }
}
