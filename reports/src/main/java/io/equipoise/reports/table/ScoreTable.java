package io.equipoise.reports.table;

import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Scores;
import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The score table: one row per policy and case; an unknown score is missing. */
public final class ScoreTable {
    static final String CASE = "case";
    static final String POLICY = "policy";
    static final String VERDICT = "verdict";
    static final String NOT_HELD = "not held";
    static final String LOW = " low";
    static final String HIGH = " high";

    private ScoreTable() {}

    /**
     * Columns policy, case, trace, role, verdict, not held, then every score that any row has, and the ends of those that are
     * an interval in any row.
     */
    public static Table of(List<EvaluationRow> rows) {
        Table table = Table.create(
                "scores",
                StringColumn.create(POLICY),
                StringColumn.create(CASE),
                StringColumn.create("trace"),
                StringColumn.create("role"),
                StringColumn.create(VERDICT),
                StringColumn.create(NOT_HELD));
        for (String score : scores(rows)) {
            table.addColumns(DoubleColumn.create(score));
        }
        for (String score : intervals(rows)) {
            table.addColumns(DoubleColumn.create(score + LOW), DoubleColumn.create(score + HIGH));
        }
        rows.forEach(row -> fill(table.appendRow(), row));
        return table;
    }

    /** A table for CPU cases, one for memory cases and one for what is outside cases, without the empty ones. */
    public static List<Table> byKind(Report report) {
        Map<String, List<EvaluationRow>> kinds = new LinkedHashMap<>();
        for (Section section : report.sections()) {
            List<EvaluationRow> rows = kinds.computeIfAbsent(String.valueOf(section.kind()), kind -> new ArrayList<>());
            section.entries().forEach(entry -> rows.add(entry.row()));
        }
        return kinds.values().stream().map(ScoreTable::of).toList();
    }

    private static Set<String> scores(List<EvaluationRow> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.scores().keySet()));
        return names;
    }

    private static void fill(Row line, EvaluationRow row) {
        line.setString(POLICY, row.policy());
        line.setString(CASE, row.testCase() == null ? "" : row.testCase().name());
        line.setString("trace", row.source());
        line.setString("role", row.bound() ? "bound" : "policy");
        line.setString(
                VERDICT, row.grade() == null ? "" : Verdicts.word(row.grade().verdict()));
        line.setString(NOT_HELD, notHeld(row));
        for (String column : line.columnNames().subList(6, line.columnCount())) {
            line.setMissing(column);
        }
        row.scores().forEach((score, metric) -> {
            set(line, score, metric.value());
            if (metric.isInterval()) {
                set(line, score + LOW, metric.low());
                set(line, score + HIGH, metric.high());
            }
        });
    }

    private static void set(Row line, String column, @Nullable Double value) {
        if (value != null) {
            line.setDouble(column, value);
        }
    }

    private static Set<String> intervals(List<EvaluationRow> rows) {
        return Scores.widest(rows.stream().map(EvaluationRow::scores).toList()).keySet();
    }

    private static String notHeld(EvaluationRow row) {
        if (row.grade() == null) {
            return "";
        }
        return row.grade().findings().stream()
                .filter(finding -> finding.verdict() != Verdict.PASS)
                .map(ScoreTable::named)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String named(Finding finding) {
        return finding.name() + (finding.verdict() == Verdict.INCONCLUSIVE ? "?" : "");
    }
}
