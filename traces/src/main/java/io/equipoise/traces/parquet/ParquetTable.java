package io.equipoise.traces.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is no part of a trace, such as a sweep's results, as one Parquet file of the same kind as a trace's. */
public final class ParquetTable {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** What a column's values are; each may be missing. */
    public enum ColumnType {
        WHOLE,
        REAL,
        TEXT
    }

    /** @param name letters, digits and underlines, as of every column */
    public ParquetTable(String name) {
        this.name = name;
    }

    /** Adds a column; all of them before the first row. */
    public void column(String column, ColumnType type) {
        columns.add(Column.nullable(
                column,
                switch (type) {
                    case WHOLE -> Column.Kind.LONG;
                    case REAL -> Column.Kind.REAL;
                    case TEXT -> Column.Kind.TEXT;
                }));
    }

    /** Adds a row: a value a column, null where it is missing. */
    public void row(List<@Nullable Object> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + columns.size() + " columns");
        }
        rows.add(values.toArray());
    }

    /** The bytes of the file: rows in their order, the same for the same rows. */
    public byte[] bytes() {
        Rows all = new Rows(new Table(name, List.copyOf(columns), List.of()), rows.size());
        rows.forEach(all::add);
        try {
            return SegmentWriter.bytes(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
