package io.equipoise.traces.parquet;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the format.
 *
 * @param columns in the order of the file
 * @param series positions of the columns by which a segment's rows are sorted, the first one first
 */
record Table(String name, List<Column> columns, List<Integer> series) {

    /** A table in order of tick, sorted by these columns before the tick, which is column 0. */
    static Table of(String name, List<Column> columns, int... before) {
        List<Integer> series = new ArrayList<>();
        for (int column : before) {
            series.add(column);
        }
        series.add(0);
        return new Table(name, List.copyOf(columns), List.copyOf(series));
    }
}
