package io.equipoise.reports.table;

import io.equipoise.coordinator.policy.Setting;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.sweep.SweepResult;
import io.equipoise.replay.sweep.SweepRow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A sweep's results: one row a replay, a column for each setting and each score, whose names carry their units. */
public final class SweepTable {
    private static final String TRACE = "trace";
    private static final String CASE = "case_name";
    private static final String KIND = "kind";
    private static final String BASE = "policy";
    private static final String POINT = "point";
    private static final String ROLE = "role";
    private static final String PCPUS = "given_pcpus";
    private static final String BUDGET = "given_memory_budget_mib";
    private static final String VERDICT = "verdict";
    private static final String NOT_HELD = "not_held";
    private static final String FAILED = "failed_ticks";

    private static final long KIB_PER_MIB = 1024;

    private SweepTable() {}

    /** In the order of the result; what a row has not is missing. */
    public static Table of(SweepResult result) {
        Set<String> settings = new LinkedHashSet<>();
        Map<String, String> scores = new LinkedHashMap<>();
        for (SweepRow row : result.rows()) {
            row.policy().settings().forEach(setting -> settings.add(column(setting)));
            row.outcome().scores().forEach((name, metric) -> scores.putIfAbsent(column(name, metric), name));
        }
        Table table = Table.create("sweep");
        for (String text : new String[] {TRACE, CASE, KIND, BASE, POINT, ROLE}) {
            table.addColumns(StringColumn.create(text));
        }
        table.addColumns(LongColumn.create(PCPUS), LongColumn.create(BUDGET));
        settings.forEach(name -> table.addColumns(DoubleColumn.create(name)));
        table.addColumns(StringColumn.create(VERDICT), StringColumn.create(NOT_HELD), LongColumn.create(FAILED));
        scores.keySet().forEach(name -> table.addColumns(DoubleColumn.create(name)));
        for (SweepRow row : result.rows()) {
            fill(table.appendRow(), row, result, settings, scores);
        }
        return table;
    }

    private static void fill(
            Row line, SweepRow row, SweepResult result, Set<String> settings, Map<String, String> scores) {
        line.setString(TRACE, row.trace());
        line.setString(CASE, row.testCase() == null ? "" : row.testCase().name());
        line.setString(KIND, row.policy().kind().name().toLowerCase(Locale.ROOT));
        line.setString(BASE, row.policy().base().name());
        line.setString(POINT, row.policy().name());
        line.setString(ROLE, row.policy().bound() ? "bound" : "policy");
        set(line, PCPUS, result.host().pcpus());
        Long budget = result.host().memoryBudgetKiB();
        set(line, BUDGET, budget == null ? null : (Long) (budget / KIB_PER_MIB));
        Map<String, Double> own = new LinkedHashMap<>();
        for (Setting setting : row.policy().settings()) {
            own.put(column(setting), row.policy().values().of(setting));
        }
        settings.forEach(name -> set(line, name, own.get(name)));
        line.setString(
                VERDICT,
                row.outcome().verdict() == null ? "" : row.outcome().verdict().text());
        line.setString(
                NOT_HELD, String.join(", ", new LinkedHashSet<>(row.outcome().notHeld())));
        set(line, FAILED, row.outcome().failedTicks());
        scores.forEach((column, score) -> set(line, column, row.outcome().score(score)));
    }

    private static void set(Row line, String column, @Nullable Number value) {
        if (value == null) {
            line.setMissing(column);
        } else if (value instanceof Double real) {
            line.setDouble(column, real);
        } else {
            line.setLong(column, value.longValue());
        }
    }

    /** Such as {@code set_margin_mib}. */
    private static String column(Setting setting) {
        String name = "set_" + word(setting.name());
        return setting.unit().isEmpty() ? name : name + "_" + word(setting.unit());
    }

    /** Such as {@code swap_out_mib}: without what the unit says of the quantity that was read. */
    static String column(String score, Metric metric) {
        String unit = metric.unit().replaceFirst("(^| )of .*", "").replace("%", "percent");
        String name = word(score);
        return unit.isEmpty() || name.startsWith(word(unit) + "_") ? name : name + "_" + word(unit);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
