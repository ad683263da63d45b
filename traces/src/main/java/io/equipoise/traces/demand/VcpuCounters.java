package io.equipoise.traces.demand;

import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.Arrays;
import java.util.Objects;

/** The counters of vCPUs in the newest samples of a run, and since when each ran on without a restart. */
final class VcpuCounters {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int NEVER = -1;

    private final long[][] times;
    private final long[][] delays;
    private final int[] since;
    private final int[] last;

    /** Of so many vCPUs that were never seen. */
    VcpuCounters(int vcpus) {
        times = new long[DemandWindow.SAMPLES][vcpus];
        delays = new long[DemandWindow.SAMPLES][vcpus];
        since = new int[vcpus];
        last = new int[vcpus];
        Arrays.fill(last, NEVER);
    }

    /** Goes on from the counters of a vCPU that was counted elsewhere. */
    void copy(int vcpu, VcpuCounters from, int other) {
        for (int slot = 0; slot < times.length; slot++) {
            times[slot][vcpu] = from.times[slot][other];
            delays[slot][vcpu] = from.delays[slot][other];
        }
        since[vcpu] = from.since[other];
        last[vcpu] = from.last[other];
    }

    /** Takes in a vCPU as sample number {@code now} shows it. */
    void see(int vcpu, VcpuSample shown, int now) {
        Long time = shown.timeNanos();
        if (time == null) {
            return;
        }
        int before = last[vcpu];
        boolean ranOn = before != NEVER && before == now - 1 && times[before % times.length][vcpu] <= time;
        since[vcpu] = ranOn ? since[vcpu] : now;
        last[vcpu] = now;
        Long delay = shown.delayNanos();
        times[now % times.length][vcpu] = time;
        delays[now % times.length][vcpu] = delay == null ? UNKNOWN : delay;
    }

    /** Sets what a vCPU ran and waited up to sample number {@code now}, where at least two samples belong together. */
    void share(int vcpu, Sample[] samples, int now, VcpuSample newest, Shares into) {
        int first = Math.max(since[vcpu], now - DemandWindow.TICKS);
        if (last[vcpu] != now || first == now) {
            return;
        }
        int slot = first % times.length;
        Sample earlier = samples[slot];
        Sample later = samples[now % samples.length];
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        double ran = Objects.requireNonNull(newest.timeNanos()) - times[slot][vcpu];
        long delay = delays[slot][vcpu];
        if (newest.delayNanos() == null || delay == UNKNOWN) {
            into.setUnwaited(vcpu, ran / elapsed, Demand.busiest(earlier, later, newest) < Demand.QUIET_PCPU);
        } else {
            into.setWaited(vcpu, ran / elapsed, (newest.delayNanos() - delay) / elapsed);
        }
    }
}
