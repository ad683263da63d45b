package io.equipoise.recorder.sample;

import io.equipoise.traces.HostSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invented readings of a host, a second apart. */
final class Readings {
    static final long EPOCH_SECONDS = 1_700_000_000;

    private Readings() {}

    /** What was read at this second. */
    static HostReading at(long second, DomainReading... domains) {
        return at(second, EPOCH_SECONDS + second, domains);
    }

    /** What was read at this second by the monotonic clock and that one by the wall clock. */
    static HostReading at(long second, long wallSeconds, DomainReading... domains) {
        return new HostReading(
                wallSeconds * 1_000_000,
                second * 1_000_000_000,
                1,
                HostSample.UNKNOWN,
                List.of(),
                List.of(domains),
                Map.of());
    }

    /** A domain that answered, and whose guest last reported at this second since the epoch. */
    static DomainReading domain(long currentMib, @Nullable Long unusedMib, @Nullable Long reportedAt) {
        Map<String, Long> values = new HashMap<>(Map.of(
                "cpu.time", 5L,
                "balloon.current", currentMib * 1024,
                "balloon.rss", 99L));
        if (unusedMib != null) {
            values.put("balloon.unused", unusedMib * 1024);
        }
        if (reportedAt != null) {
            values.put("balloon.last-update", reportedAt);
        }
        return new DomainReading("uuid-a", "a", 1, values, true, null, List.of(), List.of());
    }

    /** A domain of this name and id that answered. */
    static DomainReading answering(String name, int id) {
        return new DomainReading(
                "uuid-" + name,
                name,
                id,
                Map.of("balloon.rss", 1L, "balloon.current", 1L),
                true,
                null,
                List.of(),
                List.of());
    }

    /** A domain of this name and id that did not answer. */
    static DomainReading silent(String name, int id) {
        return new DomainReading("uuid-" + name, name, id, Map.of(), false, null, List.of(), List.of());
    }
}
