package io.equipoise.recorder.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pieces of text and figures; a width counts code points. */
final class Text {
    /** Stands where nothing is known. */
    static final String UNKNOWN = "-";

    private static final double KIB_PER_MIB = 1_024;

    private Text() {}

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first characters, at most this many, and none for less than 1. */
    static String cut(String text, int width) {
        return width(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width)));
    }

    /** As {@link #cut}, but what is cut shows it by its end. */
    static String shorten(String text, int width) {
        return width(text) <= width || width < 4 ? cut(text, width) : cut(text, width - 2) + "..";
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    static String percent(@Nullable Double share) {
        return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    static String mib(@Nullable Long kib) {
        return kib == null ? UNKNOWN : String.format(Locale.ROOT, "%.0f", kib / KIB_PER_MIB);
    }

    static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
