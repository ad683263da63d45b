package io.equipoise.traces.summary;

import org.jspecify.annotations.Nullable;

/** The least and the most of some values. */
public record Range(double least, double most) {

    /** The range that holds the value too; no value changes nothing. */
    static @Nullable Range with(@Nullable Range range, @Nullable Double value) {
        if (value == null) {
            return range;
        }
        return range == null
                ? new Range(value, value)
                : new Range(Math.min(range.least, value), Math.max(range.most, value));
    }
}
