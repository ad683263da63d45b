package io.equipoise.reports.table;

import io.equipoise.traces.parquet.ParquetTable;
import io.equipoise.traces.parquet.ParquetTable.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as Parquet; an empty text is missing, like a number that is. */
public final class TableParquet {
    private TableParquet() {}

    public static byte[] of(Table table) {
        ParquetTable parquet = new ParquetTable(table.name());
        for (Column<?> column : table.columns()) {
            parquet.column(column.name(), type(column));
        }
        for (int row = 0; row < table.rowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Column<?> column : table.columns()) {
                values.add(column.isMissing(row) ? null : column.get(row));
            }
            parquet.row(values);
        }
        return parquet.bytes();
    }

    private static ColumnType type(Column<?> column) {
        return column instanceof DoubleColumn
                ? ColumnType.REAL
                : column instanceof LongColumn ? ColumnType.WHOLE : ColumnType.TEXT;
    }
}
