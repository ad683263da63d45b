package io.equipoise.traces.usage;

import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import org.jspecify.annotations.Nullable;

/** How busy a pCPU was by the host's own counters: guests, emulators, everything. */
public final class PcpuBusy {
    private PcpuBusy() {}

    /** Percent of the time between two samples of one trace, the pCPU given as of the later; null where a counter is missing. */
    public static @Nullable Double percent(Sample earlier, Sample later, PcpuSample pcpu) {
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        for (PcpuSample before : earlier.pcpus()) {
            if (before.number() == pcpu.number()
                    && before.busyNanos() != null
                    && pcpu.busyNanos() != null
                    && elapsed > 0) {
                return 100 * (pcpu.busyNanos() - before.busyNanos()) / elapsed;
            }
        }
        return null;
    }
}
