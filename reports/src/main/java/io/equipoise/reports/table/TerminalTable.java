package io.equipoise.reports.table;

import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The score table as aligned text: no borders, columns without a value left out. */
public final class TerminalTable {
    private static final List<String> SHOWN = List.of(ScoreTable.CASE, ScoreTable.POLICY, ScoreTable.VERDICT);
    private static final String GAP = "  ";

    private TerminalTable() {}

    /** A header and one line per row, each ending in a line feed; {@code colour} paints the verdicts. */
    public static String of(Table table, boolean colour) {
        return text(table, columns(table), colour);
    }

    /** The same of any table of text and numbers, with all its columns. */
    public static String whole(Table table, boolean colour) {
        return text(table, table.columns(), colour);
    }

    private static String text(Table table, List<Column<?>> shown, boolean colour) {
        List<List<String>> columns = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        for (Column<?> column : shown) {
            List<String> cells = new ArrayList<>();
            cells.add(column.name());
            for (int row = 0; row < table.rowCount(); row++) {
                cells.add(cell(table, column, row));
            }
            columns.add(cells);
            numeric.add(column instanceof DoubleColumn);
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line <= table.rowCount(); line++) {
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                String cell = columns.get(i).get(line);
                int width =
                        columns.get(i).stream().mapToInt(String::length).max().orElse(0);
                String padding = " ".repeat(width - cell.length());
                String painted = colour && line > 0 ? painted(cell) : cell;
                cells.append(i == 0 ? "" : GAP).append(numeric.get(i) ? padding + painted : painted + padding);
            }
            text.append(cells.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<Column<?>> columns(Table table) {
        List<Column<?>> columns = new ArrayList<>();
        SHOWN.forEach(name -> columns.add(table.column(name)));
        for (Column<?> column : table.columns()) {
            if (column instanceof DoubleColumn numbers
                    && numbers.countMissing() < numbers.size()
                    && !isEnd(table, column.name())) {
                columns.add(numbers);
            }
        }
        columns.add(table.column(ScoreTable.NOT_HELD));
        return Collections.unmodifiableList(columns);
    }

    private static String cell(Table table, Column<?> column, int row) {
        if (column instanceof DoubleColumn numbers) {
            String low = column.name() + ScoreTable.LOW;
            String high = column.name() + ScoreTable.HIGH;
            boolean interval =
                    table.containsColumn(low) && !table.doubleColumn(low).isMissing(row);
            return Numbers.text(new Metric(
                    "",
                    value(numbers, row),
                    Better.NEITHER,
                    interval ? value(table.doubleColumn(low), row) : null,
                    interval ? value(table.doubleColumn(high), row) : null));
        }
        return column.getString(row);
    }

    private static @Nullable Double value(DoubleColumn numbers, int row) {
        return numbers.isMissing(row) ? null : (Double) numbers.getDouble(row);
    }

    /** Whether a column holds an end of another's intervals. */
    private static boolean isEnd(Table table, String name) {
        for (String end : List.of(ScoreTable.LOW, ScoreTable.HIGH)) {
            if (name.endsWith(end) && table.containsColumn(name.substring(0, name.length() - end.length()))) {
                return true;
            }
        }
        return false;
    }

    /** A verdict in its colour; anything else as it is. */
    private static String painted(String cell) {
        for (Verdict verdict : Verdict.values()) {
            if (cell.equals(verdict.text()) || cell.startsWith(verdict.text() + ",")) {
                int code = verdict == Verdict.PASS ? 32 : verdict == Verdict.FAIL ? 31 : 33;
                return "\u001b[" + code + "m" + cell + "\u001b[0m";
            }
        }
        return cell;
    }
}
