package io.equipoise.recorder.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lays the guests' rows out in as many columns as fit the width. */
final class GuestTable {
    private final Frame frame;
    private final List<GuestRow> rows;
    private final Map<GuestColumn, Integer> widths = new EnumMap<>(GuestColumn.class);
    private final int gap;

    /** @param all rows that give the columns their widths, also those that are not shown, lest columns jump */
    GuestTable(Frame frame, List<GuestRow> rows, List<GuestRow> all) {
        this.frame = frame;
        this.rows = rows;
        int left = frame.width() + 1;
        for (GuestColumn column : byRank()) {
            int width = width(column, all);
            boolean fits = width > 0 && width < left;
            if (fits || column == GuestColumn.NAME) {
                widths.put(column, width);
                left -= width + 1;
            }
            if (column == GuestColumn.BAR) {
                left -= grow(GuestColumn.NOTE, left, all);
            }
        }
        this.gap = left >= widths.size() ? 2 : 1;
        grow(GuestColumn.BAR, left - (gap - 1) * (widths.size() - 1), all);
    }

    /** Gives a column of the spare characters what it can use, and returns how many that is. */
    private int grow(GuestColumn column, int spare, List<GuestRow> rows) {
        Integer width = widths.get(column);
        if (width == null) {
            return 0;
        }
        int widest = column == GuestColumn.BAR ? column.most() : widest(column, rows);
        int more = Math.max(0, Math.min(spare, widest - width));
        widths.put(column, width + more);
        return more;
    }

    private static List<GuestColumn> byRank() {
        return Stream.of(GuestColumn.values())
                .sorted(Comparator.comparingInt(GuestColumn::rank))
                .toList();
    }

    /** Characters that a column wants; 0 when it has nothing to show. */
    private static int width(GuestColumn column, List<GuestRow> rows) {
        boolean always = column == GuestColumn.BAR || column == GuestColumn.USAGE || column == GuestColumn.DEMAND;
        if (!always && rows.stream().map(column::text).allMatch(text -> text.isEmpty() || text.equals(Text.UNKNOWN))) {
            return 0;
        }
        return Math.max(column.least(), Math.min(widest(column, rows), column.most()));
    }

    private static int widest(GuestColumn column, List<GuestRow> rows) {
        return rows.stream().mapToInt(row -> Text.width(column.text(row))).max().orElse(0);
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Line.Builder titles = new Line.Builder();
        widths.forEach((column, width) ->
                titles.add(aligned(column, column.title(width), width) + " ".repeat(gap), Ink.HEADING));
        lines.add(titles.build());
        for (GuestRow row : rows) {
            Line.Builder line = new Line.Builder();
            widths.forEach((column, width) -> {
                if (column == GuestColumn.BAR) {
                    line.add(bar(row, width));
                } else {
                    line.add(aligned(column, column.text(row), width), column.ink(row));
                }
                line.add(" ".repeat(gap));
            });
            lines.add(line.build());
        }
        return lines;
    }

    private static String aligned(GuestColumn column, String text, int width) {
        String cut = Text.shorten(text, width);
        return column.figures() ? Text.right(cut, width) : Text.left(cut, width);
    }

    /** As long as the time of all its vCPUs. */
    private Line bar(GuestRow row, int width) {
        CpuFigures cpu = row.cpu();
        Double usage = cpu.usage() == null ? null : (Double) (cpu.usage() / row.vcpus());
        Double demand = cpu.demand() == null ? null : (Double) (cpu.demand() / row.vcpus());
        return frame.glyphs().bar(width, usage, Ink.GUEST, demand, Ink.WANTED);
    }
}
