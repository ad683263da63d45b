package io.equipoise.reports.trials;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.Numbers;
import io.equipoise.reports.Verdicts;
import io.equipoise.traces.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The table of trials: a row for each case and who acted in it, with the verdict of each try, what was not held in any, and
 * of each score the median and in brackets the least and the largest. A try on a host that was not quiet says so.
 */
public final class TrialTable {
    private TrialTable() {}

    /** Of trials of one kind of cases, those of a case and policy in order of try. */
    public static Table of(List<EvaluationRow> rows) {
        Map<List<String>, List<EvaluationRow>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(name(row.testCase()), row.policy()), LinkedHashMap::new, Collectors.toList()));
        int tries = groups.values().stream().mapToInt(List::size).max().orElse(0);
        Set<String> scores = new LinkedHashSet<>();
        rows.forEach(row -> scores.addAll(row.scores().keySet()));
        List<String> names = new ArrayList<>(List.of("case", "policy", "passed"));
        for (int attempt = 1; attempt <= tries; attempt++) {
            names.add("try " + attempt);
        }
        names.addAll(scores);
        names.add("not held");
        Table table = Table.create("trials");
        names.forEach(name -> table.addColumns(StringColumn.create(name)));
        groups.forEach((group, trials) -> {
            List<String> cells = new ArrayList<>(group);
            cells.add(Verdicts.passes(trials) + " of " + trials.size());
            for (int attempt = 0; attempt < tries; attempt++) {
                cells.add(attempt < trials.size() ? verdict(trials.get(attempt)) : "");
            }
            scores.forEach(score -> cells.add(spread(trials, score)));
            cells.add(notHeld(trials));
            for (int i = 0; i < cells.size(); i++) {
                table.stringColumn(i).append(cells.get(i));
            }
        });
        return table;
    }

    private static String name(@Nullable Case testCase) {
        return testCase == null ? "" : testCase.name();
    }

    private static String verdict(EvaluationRow row) {
        // Of a domain it is a load that was not taken, which grades tell.
        boolean disturbed = row.trace().events().stream()
                .anyMatch(event -> event.type() == EventType.DISTURBED && event.domain() == null);
        return Verdicts.word(Verdicts.of(row)) + (disturbed ? ", disturbed" : "");
    }

    private static String spread(List<EvaluationRow> trials, String score) {
        List<Double> values = trials.stream()
                .map(row -> row.scores().get(score))
                .filter(Objects::nonNull)
                .map(Metric::value)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            return Numbers.text((Double) null);
        }
        int last = values.size() - 1;
        String median = Numbers.text((values.get(last / 2) + values.get((last + 1) / 2)) / 2);
        String unknown = values.size() < trials.size() ? ", " + (trials.size() - values.size()) + " unknown" : "";
        return last == 0 || values.get(0).equals(values.get(last))
                ? median + (unknown.isEmpty() ? "" : " (" + unknown.substring(2) + ")")
                : median + " (" + Numbers.text(values.get(0)) + "–" + Numbers.text(values.get(last)) + unknown + ")";
    }

    /** Each check with how many tries it was not held in. */
    private static String notHeld(List<EvaluationRow> trials) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (EvaluationRow row : trials) {
            if (row.grade() != null) {
                row.grade().findings().stream()
                        .filter(finding -> finding.verdict() != Verdict.PASS)
                        .map(TrialTable::named)
                        .distinct()
                        .forEach(check -> counts.merge(check, 1, Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .map(check -> check.getKey() + (trials.size() == 1 ? "" : " ×" + check.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String named(Finding finding) {
        return finding.name() + (finding.verdict() == Verdict.INCONCLUSIVE ? "?" : "");
    }
}
