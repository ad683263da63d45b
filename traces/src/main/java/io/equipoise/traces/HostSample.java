package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/** The host's memory at a tick, KiB; {@code free} is the kernel's own free memory, before any memory budget. */
public record HostSample(
        @Nullable Long totalKiB,
        @Nullable Long freeKiB,
        @Nullable Long cachedKiB) {
    /** A host of which nothing is known. */
    public static final HostSample UNKNOWN = new HostSample(null, null, null);
}
