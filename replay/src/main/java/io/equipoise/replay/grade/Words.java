package io.equipoise.replay.grade;

import io.equipoise.replay.measure.UsageWindow;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures as evidence writes them. */
final class Words {

    private Words() {}

    static String points(double points) {
        return String.format(Locale.ROOT, "%.1f points", points);
    }

    static String percent(double percent) {
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** With one decimal, unless it is zero. */
    static String mib(double mib) {
        String text = String.format(Locale.ROOT, "%.1f", mib);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " MiB";
    }

    static String ticks(long from, long to) {
        return from == to ? "tick " + from : "ticks " + from + " to " + to;
    }

    /** Each pCPU's usage: {@code 4 pCPUs (0: 36.1, 1: 35.9, …)}; the extremes only where there are many. */
    static String usage(UsageWindow window) {
        int shown = 8;
        String each = window.usage().stream().limit(shown).map(Words::usage).collect(Collectors.joining(", "));
        return window.usage().size() + " pCPUs (" + each + (window.usage().size() > shown ? ", …" : "") + ")";
    }

    private static String usage(PcpuUsage usage) {
        return usage.pcpu() + ": " + String.format(Locale.ROOT, "%.1f", usage.percent());
    }
}
