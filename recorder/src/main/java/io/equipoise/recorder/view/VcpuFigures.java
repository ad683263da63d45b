package io.equipoise.recorder.view;

import io.equipoise.traces.CpuSet;
import org.jspecify.annotations.Nullable;

/** One vCPU: where it was seen, where it may run, and its time. */
record VcpuFigures(
        int number, @Nullable Integer pcpu, @Nullable CpuSet affinity, CpuFigures cpu) {}
