package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * A vCPU at a tick.
 *
 * @param timeNanos cumulative time it ran on a pCPU (libvirt moves it in steps of 10 ms)
 * @param delayNanos cumulative time it was runnable but waited for a pCPU
 * @param pcpu where it was seen; null when unknown, and in a replay when it is free over several
 * @param affinity the pCPUs it may run on; null when the source does not show it
 */
public record VcpuSample(
        int number,
        @Nullable Long timeNanos,
        @Nullable Long delayNanos,
        @Nullable Integer pcpu,
        @Nullable CpuSet affinity,
        VcpuState state) {}
