package io.equipoise.reports.chart;

import java.awt.Graphics2D;

/** What a chart is drawn on. */
interface Canvas {
    /** For lines and areas. */
    Graphics2D graphics();

    /** Writes at a baseline, px; from there to the right, to the left, or to both sides. */
    void text(String text, double x, double y, Ink ink, Anchor anchor);

    /** Which point of a text stands at the given place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
