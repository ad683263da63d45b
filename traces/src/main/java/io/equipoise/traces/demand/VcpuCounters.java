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
    private int newestSlot;
    private int beforeSlot;
    private int oldestSlot;

    /** Of so many vCPUs that were never seen. */
    VcpuCounters(int vcpus) {
        times = new long[DemandWindow.SAMPLES][vcpus];
        delays = new long[DemandWindow.SAMPLES][vcpus];
        since = new int[vcpus];
        last = new int[vcpus];
        Arrays.fill(last, NEVER);
    }

    /** Goes on to sample number {@code now}, before any vCPU of it is taken in. */
    void advance(int now) {
        newestSlot = slot(now);
        beforeSlot = slot(now + DemandWindow.SAMPLES - 1);
        oldestSlot = slot(now + 1);
    }

    private static int slot(int sample) {
        return sample % DemandWindow.SAMPLES;
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

    /** Takes in a vCPU as sample number {@code now} shows it; once more is no other. */
    void see(int vcpu, VcpuSample shown, int now) {
        Long time = shown.timeNanos();
        int before = last[vcpu];
        if (time == null || before == now) {
            return;
        }
        boolean ranOn = before != NEVER && before == now - 1 && times[beforeSlot][vcpu] <= time;
        since[vcpu] = ranOn ? since[vcpu] : now;
        last[vcpu] = now;
        Long delay = shown.delayNanos();
        times[newestSlot][vcpu] = time;
        delays[newestSlot][vcpu] = delay == null ? UNKNOWN : delay;
    }

    /** Sets what a vCPU ran and waited up to sample number {@code now}, where at least two samples belong together. */
    void share(int vcpu, Sample[] samples, int now, VcpuSample newest, Shares into) {
        int first = since[vcpu];
        if (last[vcpu] != now || first == now) {
            return;
        }
        int slot = first <= now - DemandWindow.TICKS ? oldestSlot : slot(first);
        Sample earlier = samples[slot];
        Sample later = samples[newestSlot];
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
