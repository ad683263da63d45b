package io.equipoise.coordinator.explain;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A tick of a trace, by its number or by a time at which it was the newest.
 *
 * @param tick null when a time is given
 * @param utcMicros µs since the epoch; null when a tick is given
 * @param text as it was typed
 */
public record Moment(@Nullable Long tick, @Nullable Long utcMicros, String text) {
    /** Reads {@code 42}, {@code 2026-03-01T12:00:05Z} or {@code 2026-03-01T13:00:05+01:00}. */
    public static Moment parse(String text) {
        try {
            if (text.matches("\\d{1,18}")) {
                return new Moment(Long.parseLong(text), null, text);
            }
            Instant time = OffsetDateTime.parse(text).toInstant();
            return new Moment(null, ChronoUnit.MICROS.between(Instant.EPOCH, time), text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new InputException(
                    "'" + text + "' is neither a tick nor a time; write for example 42 or 2026-03-01T12:00:05Z", e);
        }
    }

    /** Whether the sample is a later one. */
    boolean isBefore(Sample sample) {
        return tick != null ? sample.tick() > tick : sample.utcMicros() != null && sample.utcMicros() > micros();
    }

    /** Whether the newest sample that is not later is the one meant: this tick, or asked less than two intervals before. */
    boolean isMet(Sample sample, long intervalMillis) {
        return tick != null
                ? sample.tick() == tick
                : sample.utcMicros() != null && micros() - sample.utcMicros() < 2_000 * intervalMillis;
    }

    private long micros() {
        return utcMicros == null ? Long.MAX_VALUE : utcMicros;
    }

    @Override
    public String toString() {
        return tick != null ? "tick " + tick : text;
    }
}
