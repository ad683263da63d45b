package io.equipoise.reports.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** A colour by its role: drawn in its light value, and a class of style sheets that know the dark one too. */
public enum Ink {
    TEXT(0x4a5560, 0xaab4be),
    PAPER(0xffffff, 0x10151a),
    GRID(0xe1e5e9, 0x2b333b),
    MARK(0x8a949e, 0x76818c),
    BOUND(0xb3261e, 0xff8a80),
    UNKNOWN(0xa9b1b9, 0x5c6670),
    S0(0x0b6bb0, 0x4aa8ee),
    S1(0xc8500a, 0xff9655),
    S2(0x0a8a63, 0x3ccf9f),
    S3(0xb0508c, 0xee92cb),
    S4(0xb07f00, 0xe8bd3f),
    S5(0x3a8fb7, 0x8fd6f5),
    S6(0x6b4fa0, 0xb59bf0),
    S7(0x7d5a2b, 0xcaa26a),
    S8(0x3f6212, 0xa3d160),
    S9(0x8f1d3f, 0xff7d9f);

    private static final List<Ink> SERIES = List.of(S0, S1, S2, S3, S4, S5, S6, S7, S8, S9);

    private final Color light;
    private final Color dark;

    Ink(int light, int dark) {
        this.light = new Color(light);
        this.dark = new Color(dark);
    }

    /** The colour of the n-th series; they repeat after ten. */
    public static Ink series(int n) {
        return SERIES.get(Math.floorMod(n, SERIES.size()));
    }

    /** The ink whose light colour this is. */
    static Ink of(Color light) {
        for (Ink ink : values()) {
            if (ink.light.equals(light)) {
                return ink;
            }
        }
        throw new IllegalArgumentException("no ink has the colour " + light);
    }

    Color light() {
        return light;
    }

    /** The class that a style sheet knows it by. */
    public String cssClass() {
        return "k" + name().toLowerCase(Locale.ROOT);
    }

    /** Declarations of every ink as custom properties, for one scheme. */
    public static String cssColours(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Ink ink : values()) {
            int rgb = (dark ? ink.dark : ink.light).getRGB() & 0xffffff;
            css.append("--").append(ink.cssClass()).append(String.format(Locale.ROOT, ":#%06x;", rgb));
        }
        return css.toString();
    }

    /** Rules that give every class its colour, as a line and as a text. */
    public static String cssRules() {
        StringBuilder css = new StringBuilder();
        for (Ink ink : values()) {
            String name = ink.cssClass();
            css.append("path.%1$s{stroke:var(--%1$s)}text.%1$s,path.f.%1$s{fill:var(--%1$s)}\n".formatted(name));
        }
        return css.toString();
    }
}
