package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * What a trace says of itself as a whole, kept in {@code trace.json}.
 *
 * @param source who made it
 * @param created UTC, ISO 8601
 * @param host the shape of the host
 * @param intervalMillis time between ticks
 * @param kernel of the host; null where unknown, like the next two
 * @param accelerator {@code tcg} or {@code kvm}
 * @param caseName the case whose load was played; null outside cases
 * @param policy what acted while it was made, {@code none} if nothing did; null where unknown
 * @param memoryBudgetKiB what the guests may hold together; null when only the host's free memory limits them
 * @param calibration how the loads were calibrated, in words and figures; null without loads
 * @param note one sentence on how it was made: the model and the trace it stands on, the file imported, what was dropped
 */
public record TraceHeader(
        Source source,
        String created,
        HostShape host,
        long intervalMillis,
        @Nullable String kernel,
        @Nullable String libvirt,
        @Nullable String accelerator,
        @Nullable String caseName,
        @Nullable String policy,
        @Nullable Long memoryBudgetKiB,
        @Nullable String calibration,
        @Nullable String note) {

    /** Who made a trace. */
    public enum Source {
        RECORDING,
        TRIAL,
        REPLAY,
        IMPORT
    }

    /** pCPUs and memory of a host; where unknown, as in an imported memory log, 0 and null. */
    public record HostShape(int pcpus, @Nullable Long memoryKiB) {}
}
