package io.equipoise.reports.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers what is drawn into one path per colour and stroke, some fifty times smaller than an element per segment. */
final class SvgGraphics extends VectorGraphics2D {
    private static final float USUAL_WIDTH = 1.5f;

    private final Map<Style, SvgPath> paths = new LinkedHashMap<>();

    /** A width of 0 is an area. */
    private record Style(Ink ink, float width, boolean dashed) {}

    @Override
    public void draw(Shape shape) {
        BasicStroke stroke = (BasicStroke) getStroke();
        add(shape, stroke.getLineWidth(), stroke.getDashArray() != null);
    }

    @Override
    public void fill(Shape shape) {
        add(shape, 0, false);
    }

    private void add(Shape shape, float width, boolean dashed) {
        if (getColor().getAlpha() != 0) {
            Style style = new Style(Ink.of(getColor()), width, dashed);
            paths.computeIfAbsent(style, s -> new SvgPath()).add(shape, getTransform());
        }
    }

    String paths() {
        StringBuilder svg = new StringBuilder();
        paths.forEach((style, path) -> {
            svg.append("<path class=\"").append(style.ink.cssClass());
            svg.append(style.width == 0 ? " f" : style.dashed ? " d" : "").append('"');
            if (style.width > 0 && style.width != USUAL_WIDTH && !style.dashed) {
                svg.append(" style=\"stroke-width:")
                        .append(SvgPath.number(style.width))
                        .append('"');
            }
            svg.append(" d=\"").append(path).append("\"/>");
        });
        return svg.toString();
    }
}
