package io.equipoise.reports.fidelity;

import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Difference;
import io.equipoise.replay.compare.Outcome;
import io.equipoise.replay.fidelity.Cell;
import io.equipoise.replay.fidelity.Fidelity;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A row for each trial and its prediction; what is not known is missing. */
public final class FidelityTable {
    private FidelityTable() {}

    /** Columns case, policy, trial, the mean absolute error of each quantity, ticks to balance and verdicts. */
    public static Table of(Fidelity fidelity) {
        Table table = Table.create(
                "fidelity", StringColumn.create("case"), StringColumn.create("policy"), StringColumn.create("trial"));
        for (Compared quantity : Compared.values()) {
            table.addColumns(DoubleColumn.create(name(quantity)));
            if (quantity.isMemory()) {
                table.addColumns(DoubleColumn.create(percentName(quantity)));
            }
        }
        table.addColumns(
                DoubleColumn.create("ticks to balance"),
                DoubleColumn.create("ticks to balance predicted"),
                StringColumn.create("verdict"),
                StringColumn.create("verdict predicted"),
                StringColumn.create("checks not as predicted"));
        for (Cell cell : fidelity.cells()) {
            cell.trials().forEach(trial -> fill(table.appendRow(), cell, trial));
        }
        return table;
    }

    private static String name(Compared quantity) {
        return quantity.text() + ", " + quantity.unit();
    }

    private static String percentName(Compared quantity) {
        return quantity.text() + ", %";
    }

    private static void fill(Row line, Cell cell, Comparison trial) {
        line.setString("case", cell.testCase().name());
        line.setString("policy", cell.policy());
        line.setString("trial", trial.a().name());
        for (Compared quantity : Compared.values()) {
            Difference found = trial.differences().of(quantity).orElse(null);
            set(line, name(quantity), found == null ? null : found.mean());
            if (quantity.isMemory()) {
                set(line, percentName(quantity), found == null ? null : found.percent());
            }
        }
        outcome(line, trial.a(), "");
        outcome(line, trial.b(), " predicted");
        line.setString("checks not as predicted", String.join("; ", trial.changedVerdicts()));
    }

    private static void outcome(Row line, Outcome outcome, String suffix) {
        set(line, "ticks to balance" + suffix, outcome.ticksToBalance());
        line.setString("verdict" + suffix, Cells.verdict(outcome.grade()));
    }

    private static void set(Row line, String column, @Nullable Double value) {
        if (value == null) {
            line.setMissing(column);
        } else {
            line.setDouble(column, value);
        }
    }
}
