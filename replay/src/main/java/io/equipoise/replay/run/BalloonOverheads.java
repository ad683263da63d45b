package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each guest's kernel takes of its balloon before it counts what is available, KiB: their difference at rest. With it
 * a report tells the balloon of its own time, which libvirt shows only later.
 */
final class BalloonOverheads {
    /** By how much of all samples at rest those that agree must outnumber those that do not. */
    private static final double MAJORITY = 0.9;

    private final Map<String, Guest> guests = new HashMap<>();

    /** Takes in a domain's next sample. */
    void see(DomainSample domain) {
        MemorySample memory = domain.memory();
        if (memory != null && memory.currentKiB() != null && memory.availableKiB() != null && memory.fault() == null) {
            guests.computeIfAbsent(domain.uuid(), uuid -> new Guest())
                    .see(memory.currentKiB(), memory.availableKiB(), memory.reportedAt());
        }
    }

    /** Unknown for a guest that never rests, or in which what is available does not follow the balloon. */
    @Nullable
    Long kib(String uuid) {
        Guest guest = guests.get(uuid);
        return guest == null || guest.lead == 0 || guest.lead < MAJORITY * guest.rested || guest.overhead < 0
                ? null
                : (Long) guest.overhead;
    }

    /** Finds the difference that most samples at rest have (Boyer and Moore 1991), without keeping them. */
    private static final class Guest {
        private long current = -1;
        private long available = -1;
        private long overhead;
        private long lead;
        private long rested;
        private @Nullable Long reportedAt;

        /** A report that is seen again tells nothing. */
        void see(long currentNow, long availableNow, @Nullable Long reportedNow) {
            boolean reported = reportedNow == null || !reportedNow.equals(reportedAt);
            if (reported && currentNow == current && availableNow == available) {
                rested++;
                if (lead == 0) {
                    overhead = currentNow - availableNow;
                }
                lead += overhead == currentNow - availableNow ? 1 : -1;
            }
            current = currentNow;
            available = availableNow;
            reportedAt = reportedNow;
        }
    }
}
