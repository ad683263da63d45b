package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param tick the first tick whose sample was asked at or after it
 * @param utcMicros when, µs since the epoch; null where the source has no clock
 * @param domain name of the domain it concerns; null for the host or the whole case
 * @param stage number of the case's stage from 1; null unless a stage begins
 * @param detail one sentence or value; may be empty
 */
public record Event(
        long tick,
        @Nullable Long utcMicros,
        EventType type,
        @Nullable String domain,
        @Nullable Integer stage,
        String detail) {}
