package io.equipoise.recorder.libvirt;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.VcpuState;
import org.jspecify.annotations.Nullable;

/**
 * Where a vCPU is and may be.
 *
 * @param timeNanos cumulative time it ran
 * @param pcpu where it ran last; null when unknown
 * @param affinity what its thread is really held to; null when unknown
 */
public record VcpuPlacement(
        int number,
        VcpuState state,
        @Nullable Long timeNanos,
        @Nullable Integer pcpu,
        @Nullable CpuSet affinity) {}
