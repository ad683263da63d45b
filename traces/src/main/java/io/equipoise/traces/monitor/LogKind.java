package io.equipoise.traces.monitor;

import java.util.Locale;

/** The kinds of monitor logs. */
public enum LogKind {
    CPU_COUNTERS("CPU log with counters", 1_000),
    CPU_SUMMARY("CPU summary", 1_000),
    CPU_MACHINE("CPU log in machine form", 1_000),
    MEMORY_PLAIN("plain memory log", 2_000),
    MEMORY_LABELLED("labelled memory log", 2_000),
    MEMORY_MACHINE("memory log in machine form", 2_000);

    private final String words;
    private final long intervalMillis;

    LogKind(String words, long intervalMillis) {
        this.words = words;
        this.intervalMillis = intervalMillis;
    }

    String words() {
        return words;
    }

    /** How an argument names it: {@code cpu-summary}. */
    public String argument() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The monitor's nominal interval; the logs carry no time. */
    public long intervalMillis() {
        return intervalMillis;
    }

    boolean isCpu() {
        return intervalMillis == 1_000;
    }
}
