package io.equipoise.reports.trials;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.reports.Report;
import io.equipoise.reports.files.ReportFiles;
import io.equipoise.reports.table.ScoresCsv;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.Table;

/** The report of repeated trials: every trace side by side, and the tables of tries and spreads. */
public final class TrialReport {
    private TrialReport() {}

    /** A table for CPU cases and one for memory cases, without an empty one. */
    public static List<Table> tables(List<EvaluationRow> rows) {
        return byKind(rows).values().stream().map(TrialTable::of).toList();
    }

    /** Content by path inside the report's folder. */
    public static Map<String, byte[]> files(List<EvaluationRow> rows) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byKind(rows)
                .forEach((kind, some) -> files.put(
                        "trials-" + kind.name().toLowerCase(Locale.ROOT) + ".csv",
                        ScoresCsv.of(TrialTable.of(some)).getBytes(StandardCharsets.UTF_8)));
        files.putAll(ReportFiles.of(Report.ofTraces(rows), null));
        return files;
    }

    private static Map<PolicyKind, List<EvaluationRow>> byKind(List<EvaluationRow> rows) {
        Map<PolicyKind, List<EvaluationRow>> kinds = new LinkedHashMap<>();
        for (PolicyKind kind : PolicyKind.values()) {
            List<EvaluationRow> some = rows.stream()
                    .filter(row -> row.testCase() != null && row.testCase().kind() == kind)
                    .toList();
            if (!some.isEmpty()) {
                kinds.put(kind, some);
            }
        }
        return kinds;
    }
}
