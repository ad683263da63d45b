package io.equipoise.reports.chart;

import java.util.List;

/** Plots as files and as parts of a page. */
public final class Charts {
    private Charts() {}

    /** An {@code svg} element to be put into an HTML page that holds {@link #css()}. */
    public static String inlineSvg(Plot plot) {
        return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(Plot.WIDTH, plot.height(), attribute(plot.title()), content(plot));
    }

    /** A whole SVG document with title and legend, which follows the viewer's light or dark scheme. */
    public static String standaloneSvg(Plot plot, List<LegendEntry> legend) {
        int head = 34;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        svg.append(Plot.WIDTH).append(' ').append(plot.height() + head).append("\" width=\"");
        svg.append(Plot.WIDTH * 2).append("\">\n<style>").append(css()).append("</style>\n");
        SvgCanvas canvas = new SvgCanvas();
        drawHead(plot, legend, canvas);
        svg.append(canvas.content())
                .append("\n<g transform=\"translate(0 ")
                .append(head)
                .append(")\">");
        return svg.append(content(plot)).append("</g>\n</svg>\n").toString();
    }

    /** A PNG image with title and legend on white. */
    public static byte[] png(Plot plot, List<LegendEntry> legend) {
        int head = 34;
        PngCanvas canvas = new PngCanvas(Plot.WIDTH, plot.height() + head);
        drawHead(plot, legend, canvas);
        canvas.graphics().translate(0, head);
        PlotPainter.paint(plot, canvas);
        return canvas.png();
    }

    /** What a page needs to show inline charts, in both schemes. */
    public static String css() {
        return """
                :root{%s}
                @media(prefers-color-scheme:dark){:root{%s}}
                svg path{fill:none;stroke-width:1.5}svg path.d{stroke-dasharray:3 3;stroke-width:1}
                svg text{font:10px system-ui,sans-serif}svg text.m{text-anchor:middle}svg text.e{text-anchor:end}
                %ssvg path.f{stroke:none}
                """.formatted(Ink.cssColours(false), Ink.cssColours(true), Ink.cssRules());
    }

    private static String content(Plot plot) {
        SvgCanvas canvas = new SvgCanvas();
        PlotPainter.paint(plot, canvas);
        return canvas.content();
    }

    private static void drawHead(Plot plot, List<LegendEntry> legend, Canvas canvas) {
        canvas.text(plot.title(), 8, 14, Ink.TEXT, Canvas.Anchor.START);
        double x = 8;
        for (LegendEntry entry : legend) {
            canvas.text(entry.name(), x, 28, entry.ink(), Canvas.Anchor.START);
            x += 14 + entry.name().length() * PlotPainter.FONT_SIZE * 0.6;
        }
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
