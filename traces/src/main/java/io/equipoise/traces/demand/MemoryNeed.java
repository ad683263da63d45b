package io.equipoise.traces.demand;

import io.equipoise.traces.MemorySample;
import org.jspecify.annotations.Nullable;

/**
 * What memory a guest cannot do without, KiB.
 *
 * @param needKiB balloon less usable memory, at the guest's report
 * @param swappedAtMostKiB upper bound of what lies in swap beside it: swap-out less swap-in
 * @param censored whether swapping hides a part of the need
 */
public record MemoryNeed(long needKiB, long swappedAtMostKiB, boolean censored) {
    /** Swap traffic since the start below this is noise, not hidden need. */
    private static final long SWAP_NOISE_KIB = 4 * 1024;

    /**
     * The need by a guest's report, given what its balloon held when it reported; null where one of them is unknown. The
     * balloon of the report's own sample may be newer than the report.
     */
    public static @Nullable MemoryNeed of(MemorySample report, @Nullable Long balloonKiB) {
        if (balloonKiB == null || report.usableKiB() == null) {
            return null;
        }
        long need = Math.max(0, balloonKiB - report.usableKiB());
        long swapped = report.swapOutKiB() == null
                ? 0
                : Math.max(0, report.swapOutKiB() - (report.swapInKiB() == null ? 0 : report.swapInKiB()));
        return new MemoryNeed(need, swapped, swapped > SWAP_NOISE_KIB);
    }
}
