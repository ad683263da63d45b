package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a recording is kept; the newest segment always is.
 *
 * @param age of the newest tick of a segment at which it goes, by the time that was recorded since; null for no limit
 * @param bytes what closed segments may take together; null for no limit
 */
public record Keep(@Nullable Duration age, @Nullable Long bytes) {
    public static final Keep ALL = new Keep(null, null);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s?([A-Za-z]+)");
    private static final Map<String, Duration> AGES = Map.of(
            "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1), "w", Duration.ofDays(7));
    private static final Map<String, Long> SIZES =
            Map.of("KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

    public Keep {
        if ((age != null && (age.isZero() || age.isNegative())) || (bytes != null && bytes <= 0)) {
            throw new InputException("keep: must be more than 0");
        }
    }

    /** Reads an age such as {@code 30d} or {@code 12h}, or a size such as {@code 10GB}. */
    public static Keep parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            Duration age = AGES.get(parts.group(2));
            Long size = SIZES.get(parts.group(2));
            if (age != null) {
                return new Keep(age.multipliedBy(number), null);
            }
            if (size != null) {
                return new Keep(null, Math.multiplyExact(number, size));
            }
        }
        throw new InputException("keep '" + text + "' is neither an age, such as 30d or 12h, nor a size, such as 10GB");
    }
}
