package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * A domain's memory at a tick: the balloon as QEMU knows it and the guest's last report. KiB; faults are counts.
 *
 * @param currentKiB what the balloon leaves the guest
 * @param availableKiB the guest's MemTotal
 * @param usableKiB the guest's MemAvailable
 * @param unusedKiB the guest's MemFree
 * @param diskCachesKiB the guest's page caches
 * @param swapInKiB cumulative
 * @param swapOutKiB cumulative
 * @param majorFaults cumulative
 * @param minorFaults cumulative
 * @param rssKiB resident memory of the QEMU process on the host
 * @param reportedAt when the guest last reported, s since the epoch; 0 when no driver ever did
 * @param fault why the report cannot be relied on; null when it can, or when the source does not tell
 */
public record MemorySample(
        @Nullable Long currentKiB,
        @Nullable Long availableKiB,
        @Nullable Long usableKiB,
        @Nullable Long unusedKiB,
        @Nullable Long diskCachesKiB,
        @Nullable Long swapInKiB,
        @Nullable Long swapOutKiB,
        @Nullable Long majorFaults,
        @Nullable Long minorFaults,
        @Nullable Long rssKiB,
        @Nullable Long reportedAt,
        @Nullable ReportFault fault) {}
