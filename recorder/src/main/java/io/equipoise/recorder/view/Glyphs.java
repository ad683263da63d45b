package io.equipoise.recorder.view;

import org.jspecify.annotations.Nullable;

/** What bars are drawn with. */
public enum Glyphs {
    BLOCKS("█", "▒", "·"),
    /** For terminals that have no others. */
    ASCII("#", "=", ".");

    private final String first;
    private final String second;
    private final String rest;

    Glyphs(String first, String second, String rest) {
        this.first = first;
        this.second = second;
        this.rest = rest;
    }

    /**
     * A bar of two parts: one share, and behind it what another share goes beyond it. Shares are of the whole bar; what is
     * unknown is not drawn.
     */
    Line bar(int width, @Nullable Double share, Ink ink, @Nullable Double beyond, Ink beyondInk) {
        int one = cells(width, share);
        int two = Math.max(one, cells(width, beyond));
        return new Line.Builder()
                .add(first.repeat(one), ink)
                .add(second.repeat(two - one), beyondInk)
                .add(rest.repeat(width - two), Ink.FAINT)
                .build();
    }

    private static int cells(int width, @Nullable Double share) {
        return share == null ? 0 : (int) Math.max(0, Math.min(width, Math.round(share * width)));
    }
}
