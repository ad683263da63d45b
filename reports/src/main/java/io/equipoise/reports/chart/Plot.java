package io.equipoise.reports.chart;

import java.util.List;

/**
 * One chart, ready to be drawn.
 *
 * @param id a word that names it in file names
 * @param title what it shows and in which unit
 * @param x seconds
 * @param rows names of the rows of a strip, top first; empty for curves
 * @param runs of a strip
 */
public record Plot(
        String id,
        String title,
        Range x,
        Range y,
        List<Line> lines,
        List<String> rows,
        List<Run> runs,
        List<Mark> marks) {
    /** Width of every chart, px. */
    static final int WIDTH = 340;

    private static final int CURVES_HEIGHT = 140;
    private static final int ROW_HEIGHT = 14;

    public Plot {
        lines = List.copyOf(lines);
        rows = List.copyOf(rows);
        runs = List.copyOf(runs);
        marks = List.copyOf(marks);
    }

    static Plot ofLines(String id, String title, Range x, Range y, List<Line> lines, List<Mark> marks) {
        return new Plot(id, title, x.drawable(), y.drawable(), lines, List.of(), List.of(), marks);
    }

    static Plot ofRuns(String id, String title, Range x, List<String> rows, List<Run> runs, List<Mark> marks) {
        return new Plot(id, title, x.drawable(), new Range(-0.5, rows.size() - 0.5), List.of(), rows, runs, marks);
    }

    /** Height of this chart, px. */
    int height() {
        return rows.isEmpty() ? CURVES_HEIGHT : PlotPainter.TOP + PlotPainter.BOTTOM + rows.size() * ROW_HEIGHT;
    }

    /** What its curves are called. */
    public List<LegendEntry> legend() {
        return lines.stream()
                .map(line -> new LegendEntry(line.name(), line.ink(), line.dashed()))
                .toList();
    }
}
