package io.equipoise.reports.chart;

import java.awt.Graphics2D;
import java.util.Locale;

/** Draws a chart as SVG whose colours are classes, so that a page's style sheet has the last word. */
final class SvgCanvas implements Canvas {
    private final SvgGraphics graphics = new SvgGraphics();
    private final StringBuilder texts = new StringBuilder();

    @Override
    public Graphics2D graphics() {
        return graphics;
    }

    @Override
    public void text(String text, double x, double y, Ink ink, Anchor anchor) {
        texts.append("<text class=\"").append(ink.cssClass());
        if (anchor != Anchor.START) {
            texts.append(' ').append(anchor.name().toLowerCase(Locale.ROOT).charAt(0));
        }
        texts.append("\" x=\"").append(SvgPath.number(x));
        texts.append("\" y=\"").append(SvgPath.number(y));
        texts.append("\">").append(escaped(text)).append("</text>");
    }

    /** The drawing without its frame: paths, then texts. */
    String content() {
        return graphics.paths() + texts;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
