package io.equipoise.traces.parquet;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A segment's first and last tick, by which its files are named: {@code 000003600-000007199}. */
record SegmentName(long first, long last) implements Comparable<SegmentName> {
    private static final Pattern TEXT = Pattern.compile("(\\d{9,18})-(\\d{9,18})");
    private static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::first).thenComparingLong(SegmentName::last);

    /** Empty if the text, such as a file's name without its ending, is none. */
    static Optional<SegmentName> parse(String text) {
        Matcher ticks = TEXT.matcher(text);
        if (!ticks.matches()) {
            return Optional.empty();
        }
        SegmentName name = new SegmentName(Long.parseLong(ticks.group(1)), Long.parseLong(ticks.group(2)));
        return name.first <= name.last && name.toString().equals(text) ? Optional.of(name) : Optional.empty();
    }

    /** A tick as names have it, so that they sort. */
    static String tick(long tick) {
        return String.format("%09d", tick);
    }

    boolean overlaps(SegmentName other) {
        return first <= other.last && other.first <= last;
    }

    /** Whether the other one's ticks are among these. */
    boolean contains(SegmentName other) {
        return first <= other.first && other.last <= last;
    }

    boolean contains(long tick) {
        return first <= tick && tick <= last;
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tick(first) + "-" + tick(last);
    }
}
