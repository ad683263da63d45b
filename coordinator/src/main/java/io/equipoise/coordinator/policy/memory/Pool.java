package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is the guests' to share: what they hold, what is on its way to them and what may still be given, KiB. For a
 * rule that speaks of the host's memory it stands for all of it.
 */
record Pool(long totalKiB, long freeKiB) {
    /** The pool of these guests; null while the free memory is unknown. */
    static @Nullable Pool of(List<Guest> guests, Observation seen) {
        Long free = seen.freeKiB();
        if (free == null) {
            return null;
        }
        long held = guests.stream().mapToLong(Guest::currentKiB).sum() + seen.pendingKiB();
        return new Pool(held + free, free);
    }

    /** What is not free. */
    long heldKiB() {
        return totalKiB - freeKiB;
    }
}
