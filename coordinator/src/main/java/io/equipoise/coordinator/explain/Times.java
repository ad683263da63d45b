package io.equipoise.coordinator.explain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times of a trace in UTC. */
final class Times {
    private static final DateTimeFormatter OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** To the second, with the date. */
    static String second(long utcMicros) {
        return instant(utcMicros).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** To the millisecond, without the date. */
    static String exact(long utcMicros) {
        return OF_DAY.format(instant(utcMicros));
    }

    private static Instant instant(long utcMicros) {
        return Instant.EPOCH.plus(utcMicros, ChronoUnit.MICROS);
    }
}
