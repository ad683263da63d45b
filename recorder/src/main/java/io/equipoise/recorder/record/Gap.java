package io.equipoise.recorder.record;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ticks without a sample since the newest one that has one, by reason. */
final class Gap {
    private final Map<String, Long> ticks = new LinkedHashMap<>();

    /** True for the first of this reason. */
    boolean add(long missed, String reason) {
        return ticks.merge(reason, missed, Long::sum) == missed;
    }

    boolean open() {
        return !ticks.isEmpty();
    }

    long length() {
        return ticks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Ends it at this tick. */
    Event close(long tick, @Nullable Long utcMicros) {
        StringBuilder detail = new StringBuilder();
        ticks.forEach((reason, missed) -> detail.append(detail.isEmpty() ? "" : "; ")
                .append(missed)
                .append(missed == 1 ? " tick missed: " : " ticks missed: ")
                .append(reason));
        ticks.clear();
        return new Event(tick, utcMicros, EventType.GAP, null, null, detail.toString());
    }
}
