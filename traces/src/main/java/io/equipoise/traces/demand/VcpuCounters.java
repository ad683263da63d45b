package io.equipoise.traces.demand;

import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import org.jspecify.annotations.Nullable;

/** The counters of one vCPU in the newest samples of a run, and since when they ran on without a restart. */
final class VcpuCounters {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int NEVER = -1;

    final VcpuId id;
    private final long[] times = new long[DemandWindow.SAMPLES];
    private final long[] delays = new long[DemandWindow.SAMPLES];
    private int since;
    private int last = NEVER;

    VcpuCounters(VcpuId id) {
        this.id = id;
    }

    /** Takes in the vCPU in sample number {@code now}. */
    void see(VcpuSample vcpu, int now) {
        Long time = vcpu.timeNanos();
        if (time == null) {
            return;
        }
        boolean ranOn = last != NEVER && last == now - 1 && times[last % times.length] <= time;
        since = ranOn ? since : now;
        last = now;
        times[now % times.length] = time;
        delays[now % times.length] = vcpu.delayNanos() == null ? UNKNOWN : vcpu.delayNanos();
    }

    /** The demand as of sample number {@code now}, in which the vCPU is this; null while fewer than two belong together. */
    @Nullable
    VcpuDemand demand(Sample[] samples, int now, VcpuSample newest) {
        int first = Math.max(since, now - DemandWindow.TICKS);
        if (last != now || first == now) {
            return null;
        }
        Sample earlier = samples[first % samples.length];
        Sample later = samples[now % samples.length];
        int slot = first % times.length;
        Long delay = delays[slot] == UNKNOWN ? null : (Long) delays[slot];
        return Demand.between(earlier, later, times[slot], delay, newest);
    }
}
