package io.equipoise.reports.table;

import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Difference;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A row for each quantity in which two traces were compared. */
public final class ComparisonTable {
    private ComparisonTable() {}

    /** Columns quantity, unit, mean absolute difference, the same in percent of the first trace's mean, bias, largest, where. */
    public static Table of(Comparison comparison) {
        Table table = Table.create(
                "comparison",
                StringColumn.create("quantity"),
                StringColumn.create("unit"),
                DoubleColumn.create("mean"),
                DoubleColumn.create("percent"),
                DoubleColumn.create("bias"),
                DoubleColumn.create("largest"),
                StringColumn.create("where"));
        for (Difference difference : comparison.differences().all()) {
            Row line = table.appendRow();
            line.setString("quantity", difference.quantity().text());
            line.setString("unit", difference.quantity().unit());
            line.setDouble("mean", difference.mean());
            if (difference.percent() == null) {
                line.setMissing("percent");
            } else {
                line.setDouble("percent", difference.percent());
            }
            line.setDouble("bias", difference.bias());
            line.setDouble("largest", difference.largest());
            line.setString("where", difference.where());
        }
        return table;
    }
}
