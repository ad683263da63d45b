package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of one table, held as one primitive array per column. */
final class Rows {
    private final Table table;
    private final long[][] numbers;
    private final @Nullable String[][] texts;
    private final BitSet[] nulls;
    private int size;

    Rows(Table table, int capacity) {
        int columns = table.columns().size();
        this.table = table;
        this.numbers = new long[columns][];
        this.texts = new String[columns][];
        this.nulls = new BitSet[columns];
        for (int c = 0; c < columns; c++) {
            boolean text = table.columns().get(c).kind() == Column.Kind.TEXT;
            numbers[c] = new long[text ? 0 : capacity];
            texts[c] = new String[text ? capacity : 0];
            nulls[c] = new BitSet();
        }
    }

    Table table() {
        return table;
    }

    int size() {
        return size;
    }

    /** Appends a row of boxed values, one a column. */
    void add(@Nullable Object... values) {
        int row = grow(1);
        for (int c = 0; c < values.length; c++) {
            Object value = values[c];
            if (value == null) {
                setNull(c, row);
            } else if (value instanceof String text) {
                setText(c, row, text);
            } else if (value instanceof Double real) {
                setNumber(c, row, Double.doubleToRawLongBits(real));
            } else if (value instanceof Boolean flag) {
                setNumber(c, row, flag ? 1 : 0);
            } else {
                setNumber(c, row, ((Number) value).longValue());
            }
        }
    }

    /** Makes room for more rows and returns the position of the first. */
    int grow(int rows) {
        int first = size;
        size += rows;
        for (int c = 0; c < numbers.length; c++) {
            if (table.columns().get(c).kind() == Column.Kind.TEXT) {
                texts[c] = size <= texts[c].length ? texts[c] : Arrays.copyOf(texts[c], Math.max(size, 2 * first));
            } else {
                numbers[c] =
                        size <= numbers[c].length ? numbers[c] : Arrays.copyOf(numbers[c], Math.max(size, 2 * first));
            }
        }
        return first;
    }

    /** Appends another's rows; both are of the same table. */
    void addAll(Rows other) {
        int first = grow(other.size);
        for (int c = 0; c < numbers.length; c++) {
            if (table.columns().get(c).kind() == Column.Kind.TEXT) {
                System.arraycopy(other.texts[c], 0, texts[c], first, other.size);
            } else {
                System.arraycopy(other.numbers[c], 0, numbers[c], first, other.size);
            }
            for (int row = other.nulls[c].nextSetBit(0); row >= 0; row = other.nulls[c].nextSetBit(row + 1)) {
                nulls[c].set(first + row);
            }
        }
    }

    /** Takes all rows away and keeps their room. */
    void clear() {
        truncate(0);
    }

    /** Takes away all but the first rows. */
    void truncate(int rows) {
        for (int c = 0; c < numbers.length; c++) {
            nulls[c].clear(rows, Math.max(rows, size));
            if (table.columns().get(c).kind() == Column.Kind.TEXT) {
                Arrays.fill(texts[c], rows, Math.max(rows, size), null);
            }
        }
        size = rows;
    }

    /** The values of a column of numbers, for whoever fills many; those of null rows mean nothing. */
    long[] numbers(int column) {
        return numbers[column];
    }

    /** The same of a column of texts, whose null rows are null. */
    @Nullable
    String[] texts(int column) {
        return texts[column];
    }

    void setNumber(int column, int row, long value) {
        numbers[column][row] = value;
    }

    void setText(int column, int row, String value) {
        texts[column][row] = value;
    }

    /** An {@link InputException} where the column must have a value. */
    void setNull(int column, int row) {
        setNulls(column, row, row + 1);
    }

    /** The same of the rows from one to before another. */
    void setNulls(int column, int row, int end) {
        if (row < end && !table.columns().get(column).nullable()) {
            throw new InputException("column " + table.columns().get(column).name() + " of table " + table.name()
                    + " has no value in row " + row);
        }
        nulls[column].set(row, end);
    }

    boolean isNull(int column, int row) {
        return nulls[column].get(row);
    }

    long number(int column, int row) {
        return numbers[column][row];
    }

    int integer(int column, int row) {
        return Math.toIntExact(numbers[column][row]);
    }

    double real(int column, int row) {
        return Double.longBitsToDouble(numbers[column][row]);
    }

    boolean flag(int column, int row) {
        return numbers[column][row] != 0;
    }

    String text(int column, int row) {
        String text = texts[column][row];
        if (text == null) {
            throw new IllegalStateException(
                    table.name() + "." + table.columns().get(column).name() + " is null");
        }
        return text;
    }

    @Nullable
    Long numberOrNull(int column, int row) {
        return isNull(column, row) ? null : (Long) number(column, row);
    }

    @Nullable
    Integer integerOrNull(int column, int row) {
        return isNull(column, row) ? null : (Integer) integer(column, row);
    }

    @Nullable
    Double realOrNull(int column, int row) {
        return isNull(column, row) ? null : (Double) real(column, row);
    }

    @Nullable
    String textOrNull(int column, int row) {
        return texts[column][row];
    }

    /** The row numbers sorted by series; rows of one series and tick keep their order. */
    int[] inSeriesOrder() {
        Comparator<Integer> bySeries = this::compare;
        boolean sorted = IntStream.range(1, size).allMatch(row -> compare(row - 1, row) <= 0);
        IntStream rows = IntStream.range(0, size);
        return sorted
                ? rows.toArray()
                : rows.boxed().sorted(bySeries).mapToInt(Integer::intValue).toArray();
    }

    private int compare(int a, int b) {
        for (int column : table.series()) {
            boolean text = table.columns().get(column).kind() == Column.Kind.TEXT;
            int order = text
                    ? text(column, a).compareTo(text(column, b))
                    : Long.compare(number(column, a), number(column, b));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
