package io.equipoise.traces.domstats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a line as {@code date} writes one: {@code +%s}, {@code +%s.%N}, {@code --iso-8601} with seconds, or plain in English. */
final class TimeLine {
    private static final Pattern EPOCH = Pattern.compile("(\\d{1,11})(?:[.,](\\d{1,9}))?");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?\\s?(Z|[+-]\\d\\d:?\\d\\d)?");
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss z yyyy", Locale.ENGLISH);
    private static final int LONGEST = 60;
    private static final long LAST_SECOND = 9_000_000_000L;
    private static final long NANOS = 1_000_000_000;

    private TimeLine() {}

    /** Nanoseconds since the epoch; a time without zone is taken as UTC; null for a line that is no time. */
    static @Nullable Long nanos(String line) {
        if (line.isEmpty() || line.length() > LONGEST || !Character.isLetterOrDigit(line.charAt(0))) {
            return null;
        }
        try {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                return nanos(Long.parseLong(epoch.group(1)), epoch.group(2));
            }
            Matcher iso = ISO.matcher(line);
            if (iso.matches()) {
                String zone = iso.group(4) == null ? "Z" : iso.group(4);
                String colon = zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
                Instant time = OffsetDateTime.parse(iso.group(1) + "T" + iso.group(2) + colon)
                        .toInstant();
                return nanos(time.getEpochSecond(), iso.group(3));
            }
            return Character.isLetter(line.charAt(0)) && line.indexOf(':') > 0
                    ? nanos(
                            ZonedDateTime.parse(line.replaceAll(" +", " "), PLAIN)
                                    .toEpochSecond(),
                            null)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Long nanos(long seconds, @Nullable String fraction) {
        if (seconds < 0 || seconds > LAST_SECOND) {
            return null;
        }
        String digits = fraction == null ? "0" : (fraction + "00000000").substring(0, 9);
        return seconds * NANOS + Long.parseLong(digits);
    }
}
