package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/** What all guests together may hold, KiB; null leaves it to the host's free memory. */
public record MemoryBudget(@Nullable Long kib) {
    /** No budget: only the host's own free memory limits the guests. */
    public static final MemoryBudget NONE = new MemoryBudget(null);

    /**
     * Memory that may still be given, KiB: the host's free memory, or the budget less the sum of balloons where that is
     * smaller; null when neither is known. A domain whose balloon is unknown counts with its maximum.
     */
    public @Nullable Long freeKiB(Sample sample) {
        Long hostFree = sample.host().freeKiB();
        if (kib == null) {
            return hostFree;
        }
        long left = kib;
        for (DomainSample domain : sample.domains()) {
            left -= heldKiB(domain);
        }
        return hostFree == null ? left : Math.min(hostFree, left);
    }

    private static long heldKiB(DomainSample domain) {
        if (domain.memory() != null && domain.memory().currentKiB() != null) {
            return domain.memory().currentKiB();
        }
        return domain.maximumKiB() == null ? 0 : domain.maximumKiB();
    }
}
