package io.equipoise.reports.chart;

import io.equipoise.reports.chart.Canvas.Anchor;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Writes the labels of dots where they cover neither a dot nor another label, if there is such a place nearby. */
final class DotLabels {
    private static final double DOT = 6;
    private static final double NEAR = 5;
    private static final double FAR = 18;
    private static final double HEIGHT = PlotPainter.FONT_SIZE * 0.8;
    private static final double WIDTH = PlotPainter.FONT_SIZE * 0.6;

    private final Canvas canvas;
    private final List<Rectangle2D> taken = new ArrayList<>();

    DotLabels(Canvas canvas) {
        this.canvas = canvas;
    }

    void add(List<Dot> dots, DoubleUnaryOperator xOf, DoubleUnaryOperator yOf) {
        for (Dot dot : dots) {
            taken.add(around(xOf.applyAsDouble(dot.x()), yOf.applyAsDouble(dot.y())));
        }
        for (Dot dot : dots) {
            if (!dot.label().isEmpty()) {
                write(dot.label(), xOf.applyAsDouble(dot.x()), yOf.applyAsDouble(dot.y()));
            }
        }
    }

    private static Rectangle2D around(double x, double y) {
        return new Rectangle2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }

    private void write(String label, double x, double y) {
        List<Rectangle2D> places = places(x, y, label.length() * WIDTH);
        Rectangle2D place = places.stream()
                .filter(free -> taken.stream().noneMatch(free::intersects))
                .findFirst()
                .orElse(places.get(0));
        taken.add(place);
        canvas.text(label, place.getX(), place.getMaxY(), Ink.TEXT, Anchor.START);
    }

    /** To the right above and below, straight above, to the left; then the same farther away. */
    private static List<Rectangle2D> places(double x, double y, double width) {
        List<Rectangle2D> places = new ArrayList<>();
        for (double away : new double[] {NEAR, FAR}) {
            for (double side : new double[] {NEAR, -width / 2, -NEAR - width}) {
                places.add(new Rectangle2D.Double(x + side, y - away - HEIGHT, width, HEIGHT));
                places.add(new Rectangle2D.Double(x + side, y + away, width, HEIGHT));
            }
        }
        return places;
    }
}
