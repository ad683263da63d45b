package io.equipoise.recorder.view;

/** How a piece of text stands out; the text alone says everything. */
public enum Ink {
    PLAIN,
    /** What belongs to the layout. */
    HEADING,
    /** What matters least. */
    FAINT,
    /** Time of guests. */
    GUEST,
    /** Time that is busy, but not the guests'. */
    OTHER,
    /** What a guest wants and does not get. */
    WANTED,
    /** What somebody should look at. */
    WARNING
}
