package io.equipoise.reports.chart;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;

/** The data of an SVG path made of straight lines, to a tenth of a pixel; a line that goes on is not begun anew. */
final class SvgPath {
    private final StringBuilder data = new StringBuilder();
    private long lastX = Long.MIN_VALUE;
    private long lastY = Long.MIN_VALUE;

    void add(Shape shape, AffineTransform transform) {
        double[] point = new double[6];
        for (PathIterator path = shape.getPathIterator(transform); !path.isDone(); path.next()) {
            switch (path.currentSegment(point)) {
                case PathIterator.SEG_MOVETO -> moveTo(Math.round(point[0] * 10), Math.round(point[1] * 10));
                case PathIterator.SEG_LINETO -> lineTo(Math.round(point[0] * 10), Math.round(point[1] * 10));
                case PathIterator.SEG_CLOSE -> close();
                default -> throw new IllegalArgumentException("a chart has straight lines only");
            }
        }
    }

    private void close() {
        data.append('Z');
        lastX = Long.MIN_VALUE;
        lastY = Long.MIN_VALUE;
    }

    private void moveTo(long x, long y) {
        if (x != lastX || y != lastY) {
            append('M', x, y);
        }
    }

    private void lineTo(long x, long y) {
        if (y == lastY && x != lastX) {
            data.append('H');
            tenths(x);
            lastX = x;
        } else if (x != lastX || y != lastY) {
            append('L', x, y);
        }
    }

    private void append(char command, long x, long y) {
        data.append(command);
        tenths(x);
        data.append(' ');
        tenths(y);
        lastX = x;
        lastY = y;
    }

    private void tenths(long value) {
        data.append(number(value / 10.0));
    }

    /** A coordinate to a tenth, without needless digits. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
