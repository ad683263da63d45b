package io.equipoise.reports.table;

import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The score table as aligned text: no borders, columns without a value left out. After the rows of a trace stands what scores
 * must differ by; scores that are no different from the best are marked.
 */
public final class TerminalTable {
    private static final List<String> FIRST =
            List.of(ScoreTable.CASE, ScoreTable.POLICY, ScoreTable.VERDICT, ScoreTable.RANK);
    private static final String GAP = "  ";
    private static final String ALIKE = "≈";
    private static final String NOISE = "± noise";
    private static final String MEANING =
            "≈ no different from the best: within the noise (model's error, uncertain demand, or spread of repeated trials)\n";

    private TerminalTable() {}

    /** A header and one line per row, each ending in a line feed; {@code colour} paints the verdicts. */
    public static String of(Table table, boolean colour) {
        List<String> scores = scores(table);
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(FIRST);
        header.addAll(scores);
        header.add(ScoreTable.NOT_HELD);
        lines.add(header);
        boolean alike = false;
        for (int row = 0; row < table.rowCount(); row++) {
            lines.add(line(table, row, scores));
            alike |= !table.getString(row, ScoreTable.ALIKE).isEmpty();
            if (isLastOfTrace(table, row)) {
                addNoise(lines, table, row, scores);
            }
        }
        return text(lines, scores, colour) + (alike ? MEANING : "");
    }

    /** The same of any table of text and numbers, with all its columns, a row a line. */
    public static String whole(Table table, boolean colour) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columnNames());
        for (int row = 0; row < table.rowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (Column<?> column : table.columns()) {
                cells.add(
                        column instanceof DoubleColumn
                                ? number(table, row, column.name())
                                : table.getString(row, column.name()));
            }
            lines.add(cells);
        }
        List<String> numbers = table.columns().stream()
                .filter(DoubleColumn.class::isInstance)
                .map(Column::name)
                .toList();
        return text(lines, numbers, colour);
    }

    /** Aligned under the header, which is the first line: columns of numbers to the right. */
    private static String text(List<List<String>> lines, List<String> numbers, boolean colour) {
        List<String> header = lines.get(0);
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < lines.size(); number++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < header.size(); i++) {
                int column = i;
                String cell = lines.get(number).get(i);
                int width = lines.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                String padding = " ".repeat(width - cell.length());
                String painted = colour && number > 0 ? painted(cell) : cell;
                line.append(i == 0 ? "" : GAP)
                        .append(numbers.contains(header.get(i)) ? padding + painted : painted + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> scores(Table table) {
        List<String> shown = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (column instanceof DoubleColumn numbers
                    && numbers.countMissing() < numbers.size()
                    && !column.name().endsWith(ScoreTable.NOISE)
                    && !isEnd(table, column.name())) {
                shown.add(column.name());
            }
        }
        return shown;
    }

    private static List<String> line(Table table, int row, List<String> scores) {
        List<String> cells = new ArrayList<>();
        FIRST.forEach(column -> cells.add(table.getString(row, column)));
        List<String> alike =
                Arrays.asList(table.getString(row, ScoreTable.ALIKE).split(", "));
        for (String score : scores) {
            cells.add((alike.contains(score) ? ALIKE : "") + number(table, row, score));
        }
        cells.add(table.getString(row, ScoreTable.NOT_HELD));
        return cells;
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

    private static String number(Table table, int row, String column) {
        String low = column + ScoreTable.LOW;
        String high = column + ScoreTable.HIGH;
        boolean interval = table.containsColumn(low) && !table.doubleColumn(low).isMissing(row);
        return Numbers.text(new Metric(
                "",
                value(table.doubleColumn(column), row),
                Better.NEITHER,
                interval ? value(table.doubleColumn(low), row) : null,
                interval ? value(table.doubleColumn(high), row) : null));
    }

    private static boolean isLastOfTrace(Table table, int row) {
        return row + 1 == table.rowCount() || !trace(table, row).equals(trace(table, row + 1));
    }

    /** Rows of one case are of one section, and so are those of one trace outside cases. */
    private static String trace(Table table, int row) {
        String name = table.getString(row, ScoreTable.CASE);
        return name.isEmpty() ? table.getString(row, ScoreTable.TRACE) : name;
    }

    private static void addNoise(List<List<String>> lines, Table table, int row, List<String> scores) {
        if (scores.stream()
                .allMatch(score -> table.doubleColumn(score + ScoreTable.NOISE).isMissing(row))) {
            return;
        }
        List<String> cells = new ArrayList<>(List.of(table.getString(row, ScoreTable.CASE), NOISE, "", ""));
        for (String score : scores) {
            boolean missing = table.doubleColumn(score + ScoreTable.NOISE).isMissing(row);
            cells.add(missing ? "" : number(table, row, score + ScoreTable.NOISE));
        }
        cells.add("");
        lines.add(cells);
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
