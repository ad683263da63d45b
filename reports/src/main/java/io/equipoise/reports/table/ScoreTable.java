package io.equipoise.reports.table;

import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Scores;
import io.equipoise.reports.Entry;
import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.Standing;
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
    static final String TRACE = "trace";
    static final String VERDICT = "verdict";
    static final String NOT_HELD = "not held";
    static final String LOW = " low";
    static final String HIGH = " high";
    static final String RANK = "rank";
    static final String ALIKE = "alike";
    static final String NOISE = " noise";

    private ScoreTable() {}

    /**
     * Columns policy, case, trace, role, verdict, not held, rank by the foremost score, the scores in which several rows of the
     * section are no different from its best, then every score that any row has, what each of them must differ by, and the ends
     * of those that are an interval in any row.
     */
    public static Table of(List<Section> sections) {
        Table table = Table.create(
                "scores",
                StringColumn.create(POLICY),
                StringColumn.create(CASE),
                StringColumn.create(TRACE),
                StringColumn.create("role"),
                StringColumn.create(VERDICT),
                StringColumn.create(NOT_HELD),
                StringColumn.create(RANK),
                StringColumn.create(ALIKE));
        Set<String> scores = scores(sections);
        scores.forEach(score -> table.addColumns(DoubleColumn.create(score)));
        scores.forEach(score -> table.addColumns(DoubleColumn.create(score + NOISE)));
        intervals(sections)
                .forEach(
                        score -> table.addColumns(DoubleColumn.create(score + LOW), DoubleColumn.create(score + HIGH)));
        for (Section section : sections) {
            Standing standing = Standing.of(section);
            section.entries().forEach(entry -> fill(table.appendRow(), entry, standing));
        }
        return table;
    }

    /** A table for CPU cases, one for memory cases and one for what is outside cases, without the empty ones. */
    public static List<Table> byKind(Report report) {
        Map<String, List<Section>> kinds = new LinkedHashMap<>();
        for (Section section : report.sections()) {
            kinds.computeIfAbsent(String.valueOf(section.kind()), kind -> new ArrayList<>())
                    .add(section);
        }
        return kinds.values().stream().map(ScoreTable::of).toList();
    }

    private static Set<String> scores(List<Section> sections) {
        Set<String> names = new LinkedHashSet<>();
        for (Section section : sections) {
            section.entries().forEach(entry -> names.addAll(entry.row().scores().keySet()));
        }
        return names;
    }

    private static void fill(Row line, Entry entry, Standing standing) {
        EvaluationRow row = entry.row();
        line.setString(POLICY, row.policy());
        line.setString(CASE, row.testCase() == null ? "" : row.testCase().name());
        line.setString(TRACE, row.source());
        line.setString("role", row.bound() ? "bound" : "policy");
        line.setString(
                VERDICT, row.grade() == null ? "" : Verdicts.word(row.grade().verdict()));
        line.setString(NOT_HELD, notHeld(row));
        line.setString(RANK, standing.rank(entry));
        line.setString(ALIKE, String.join(", ", standing.alike(entry)));
        for (String column : line.columnNames().subList(8, line.columnCount())) {
            line.setMissing(column);
        }
        row.scores().forEach((score, metric) -> {
            set(line, score, metric.value());
            set(line, score + NOISE, standing.noise().of(score));
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

    private static Set<String> intervals(List<Section> sections) {
        return Scores.widest(sections.stream()
                        .flatMap(section -> section.entries().stream())
                        .map(entry -> entry.row().scores())
                        .toList())
                .keySet();
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
