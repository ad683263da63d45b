package io.equipoise.reports.chart;

import io.equipoise.reports.chart.Canvas.Anchor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a plot with XChart. Labels go to the canvas as text, because XChart would draw the outline of every letter. */
final class PlotPainter {
    static final int FONT_SIZE = 10;
    static final int TOP = 14;
    static final int BOTTOM = 17;

    private static final int LEFT = 52;
    private static final int RIGHT = 8;
    private static final int LONGEST_NAME = 8;
    private static final int DOT_SIZE = 6;
    private static final Color INVISIBLE = new Color(0, 0, 0, 0);
    private static final float[] DASHES = {3, 3};
    private static final BasicStroke SOLID = stroke(1.5f, null);
    private static final BasicStroke DASHED = stroke(1, DASHES);
    private static final BasicStroke PINNED = stroke(9, null);
    private static final BasicStroke SEEN = stroke(3, null);

    private final Plot plot;
    private final XYChart chart;
    private final NavigableSet<Double> xTicks = new TreeSet<>();
    private final NavigableSet<Double> yTicks = new TreeSet<>();

    private PlotPainter(Plot plot) {
        this.plot = plot;
        chart = new XYChart(Plot.WIDTH - LEFT - RIGHT, plot.height() - TOP - BOTTOM);
        style(chart.getStyler());
    }

    static void paint(Plot plot, Canvas canvas) {
        PlotPainter painter = new PlotPainter(plot);
        painter.addSeries();
        canvas.graphics().translate(LEFT, TOP);
        painter.chart.paint(canvas.graphics(), painter.chart.getWidth(), painter.chart.getHeight());
        canvas.graphics().translate(-LEFT, -TOP);
        painter.addLabels(canvas);
    }

    private void style(XYStyler style) {
        style.setChartBackgroundColor(INVISIBLE);
        style.setPlotBackgroundColor(INVISIBLE);
        style.setPlotBorderVisible(false);
        style.setChartPadding(0);
        style.setMarkerSize(DOT_SIZE);
        style.setPlotMargin(0);
        style.setPlotContentSize(1);
        style.setLegendVisible(false);
        style.setChartTitleVisible(false);
        style.setAxisTitlesVisible(false);
        style.setAxisTicksLineVisible(false);
        style.setAxisTicksMarksVisible(false);
        style.setAxisTickMarkLength(0);
        style.setAxisTickPadding(0);
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1));
        style.setAxisTickLabelsColor(INVISIBLE);
        style.setXAxisTickLabelsColor(INVISIBLE);
        style.setYAxisTickLabelsColor(INVISIBLE);
        style.setPlotTicksMarksVisible(false);
        style.setPlotGridLinesColor(Ink.GRID.light());
        style.setPlotGridLinesStroke(stroke(1, null));
        style.setPlotGridVerticalLinesVisible(false);
        style.setPlotGridHorizontalLinesVisible(plot.rows().isEmpty());
        style.setXAxisTickMarkSpacingHint(60);
        style.setYAxisTickMarkSpacingHint(28);
        style.setXAxisMin(plot.x().min());
        style.setXAxisMax(plot.x().max());
        style.setYAxisMin(plot.y().min());
        style.setYAxisMax(plot.y().max());
        style.setXAxisTickLabelsFormattingFunction(value -> noted(xTicks, value));
        style.setYAxisTickLabelsFormattingFunction(value -> noted(yTicks, value));
    }

    /**
     * XChart asks for the labels in ascending order, and again from the start when they did not fit. They are written by
     * us, so its own only have to differ, and to be of one length for the same margin everywhere.
     */
    private static String noted(NavigableSet<Double> ticks, double value) {
        if (!ticks.isEmpty() && value <= ticks.last()) {
            ticks.clear();
        }
        ticks.add(value);
        return String.format(Locale.ROOT, "%010.3f", value);
    }

    private void addSeries() {
        for (Mark mark : plot.marks()) {
            Range y = plot.y();
            add(new double[] {mark.x(), mark.x()}, new double[] {y.min(), y.max()}, Ink.MARK, DASHED);
        }
        for (Line line : plot.lines()) {
            add(line.x(), line.y(), line.ink(), line.dashed() ? DASHED : SOLID);
        }
        int last = plot.rows().size() - 1;
        for (Run run : plot.runs()) {
            double y = last - run.row();
            BasicStroke stroke = run.pinned() ? PINNED : SEEN;
            add(new double[] {run.from(), run.to()}, new double[] {y, y}, run.ink(), stroke);
        }
        for (Dot dot : plot.dots()) {
            XYSeries series = add(new double[] {dot.x()}, new double[] {dot.y()}, dot.ink(), SOLID);
            series.setMarker(SeriesMarkers.DIAMOND);
            series.setMarkerColor(dot.ink().light());
        }
        if (chart.getSeriesCollection().isEmpty()) {
            add(new double[] {plot.x().min()}, new double[] {Double.NaN}, Ink.UNKNOWN, SOLID);
        }
    }

    private XYSeries add(double[] x, double[] y, Ink ink, BasicStroke stroke) {
        XYSeries series =
                chart.addSeries(Integer.toString(chart.getSeriesCollection().size()), x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ink.light());
        series.setLineStyle(stroke);
        return series;
    }

    private void addLabels(Canvas canvas) {
        double bottom = plot.height() - BOTTOM;
        NavigableSet<Double> seconds = within(plot.x(), xTicks);
        for (double tick : seconds) {
            String unit = tick == seconds.last() && !plot.xUnit().isEmpty() ? " " + plot.xUnit() : "";
            canvas.text(number(tick) + unit, x(tick), bottom + FONT_SIZE + 3, Ink.TEXT, Anchor.MIDDLE);
        }
        for (double tick : within(plot.y(), plot.rows().isEmpty() ? yTicks : new TreeSet<>())) {
            canvas.text(number(tick), LEFT - 5, y(tick) + FONT_SIZE * 0.35, Ink.TEXT, Anchor.END);
        }
        for (int row = 0; row < plot.rows().size(); row++) {
            double y = y(plot.rows().size() - 1.0 - row) + FONT_SIZE * 0.35;
            canvas.text(shortened(plot.rows().get(row)), LEFT - 5, y, Ink.TEXT, Anchor.END);
        }
        labelMarks(canvas, plot.marks());
        labelRuns(canvas);
        new DotLabels(canvas).add(plot.dots(), this::x, this::y);
    }

    private static NavigableSet<Double> within(Range range, NavigableSet<Double> ticks) {
        return ticks.subSet(range.min(), true, range.max(), true);
    }

    private void labelMarks(Canvas canvas, List<Mark> marks) {
        for (Mark mark : marks) {
            Anchor anchor = x(mark.x()) > Plot.WIDTH - 24 ? Anchor.END : Anchor.MIDDLE;
            canvas.text(mark.label(), x(mark.x()), TOP - 4, Ink.MARK, anchor);
        }
    }

    /** Writes the pCPU's number on each pinned run that has room for it. */
    private void labelRuns(Canvas canvas) {
        for (Run run : plot.runs()) {
            String pcpu = String.valueOf(run.pcpu());
            if (run.pinned() && x(run.to()) - x(run.from()) >= FONT_SIZE * (0.4 + 0.6 * pcpu.length())) {
                double y = y(plot.rows().size() - 1.0 - run.row()) + FONT_SIZE * 0.35;
                canvas.text(pcpu, x(run.from()) + 2, y, Ink.PAPER, Anchor.START);
            }
        }
    }

    private double x(double seconds) {
        return LEFT + chart.getScreenXFromChart(seconds);
    }

    private double y(double value) {
        return TOP + chart.getScreenYFromChart(value);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }

    private static BasicStroke stroke(float width, float @Nullable [] dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
