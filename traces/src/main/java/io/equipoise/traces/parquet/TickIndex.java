package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.util.Arrays;

/** Which rows of a segment belong to each of its ticks; the rows of a tick stay in order of series. */
final class TickIndex {
    private final int[] starts;
    private final int[] rows;

    private TickIndex(int[] starts, int[] rows) {
        this.starts = starts;
        this.rows = rows;
    }

    /** An {@link InputException} names a row's tick that is none of these, which are in ascending order. */
    static TickIndex of(Rows table, long[] ticks) {
        int[] order = table.inSeriesOrder();
        int[] position = new int[order.length];
        int[] starts = new int[ticks.length + 1];
        for (int i = 0; i < order.length; i++) {
            long tick = table.number(0, order[i]);
            position[i] = Arrays.binarySearch(ticks, tick);
            if (position[i] < 0) {
                throw new InputException("table " + table.table().name() + " has tick " + tick
                        + ", which table host lacks; make the trace again");
            }
            starts[position[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] rows = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rows[next[position[i]]++] = order[i];
        }
        return new TickIndex(starts, rows);
    }

    /** Where the rows of the i-th tick begin. */
    int start(int i) {
        return starts[i];
    }

    /** Where they end, exclusively. */
    int end(int i) {
        return starts[i + 1];
    }

    int row(int position) {
        return rows[position];
    }
}
