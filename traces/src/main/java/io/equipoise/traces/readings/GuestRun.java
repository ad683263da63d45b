package io.equipoise.traces.readings;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One unbroken run of a guest.
 *
 * @param id its domain id
 * @param start where its first reading's interval begins, its counters at 0
 * @param end where its last reading's interval ends
 */
record GuestRun(GuestReadings guest, int id, int start, int end) {

    /** Invented from the name, so that it is the same in every import. */
    String uuid() {
        return UUID.nameUUIDFromBytes(guest.name().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
