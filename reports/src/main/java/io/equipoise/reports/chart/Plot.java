package io.equipoise.reports.chart;

import java.util.List;

/**
 * One chart, ready to be drawn.
 *
 * @param id a word that names it in file names
 * @param title what it shows and in which unit
 * @param x along the axis
 * @param xUnit of {@code x}, written at the axis' end; empty for none
 * @param rows names of the rows of a strip, top first; empty for curves
 * @param runs of a strip
 * @param dots single values
 */
public record Plot(
        String id,
        String title,
        Range x,
        String xUnit,
        Range y,
        List<Line> lines,
        List<String> rows,
        List<Run> runs,
        List<Mark> marks,
        List<Dot> dots) {
    /** Width of every chart, px. */
    static final int WIDTH = 340;

    private static final int CURVES_HEIGHT = 140;
    private static final int SCATTER_HEIGHT = 220;
    private static final String SECONDS = "s";
    private static final int ROW_HEIGHT = 14;

    public Plot {
        lines = List.copyOf(lines);
        rows = List.copyOf(rows);
        runs = List.copyOf(runs);
        marks = List.copyOf(marks);
        dots = List.copyOf(dots);
    }

    static Plot ofLines(String id, String title, Range x, Range y, List<Line> lines, List<Mark> marks) {
        return new Plot(id, title, x.drawable(), SECONDS, y.drawable(), lines, List.of(), List.of(), marks, List.of());
    }

    static Plot ofRuns(String id, String title, Range x, List<String> rows, List<Run> runs, List<Mark> marks) {
        return new Plot(
                id,
                title,
                x.drawable(),
                SECONDS,
                new Range(-0.5, rows.size() - 0.5),
                List.of(),
                rows,
                runs,
                marks,
                List.of());
    }

    /** Curves over something else than time, with dots where their values are. */
    static Plot ofValues(String id, String title, Range x, String xUnit, Range y, List<Line> lines, List<Dot> dots) {
        return new Plot(id, title, x.drawable(), xUnit, y.drawable(), lines, List.of(), List.of(), List.of(), dots);
    }

    /** Height of this chart, px. */
    int height() {
        if (lines.isEmpty() && !dots.isEmpty()) {
            return SCATTER_HEIGHT;
        }
        return rows.isEmpty() ? CURVES_HEIGHT : PlotPainter.TOP + PlotPainter.BOTTOM + rows.size() * ROW_HEIGHT;
    }

    /** What its curves are called. */
    public List<LegendEntry> legend() {
        return lines.stream()
                .map(line -> new LegendEntry(line.name(), line.ink(), line.dashed()))
                .toList();
    }
}
