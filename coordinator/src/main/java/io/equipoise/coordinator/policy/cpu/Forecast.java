package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.VcpuId;

/** What will be in the interval that begins at a tick. */
public interface Forecast {
    /** Whether an interval begins at this tick; after the last none does. */
    boolean reaches(long tick);

    /** What a vCPU will use uncontended, as a share of one pCPU; 0 where that is unknown. */
    double demand(long tick, VcpuId vcpu);

    /** What the host itself will run on each of its pCPUs before the guests, as a share of it. */
    double[] hostLoad(long tick, int pcpus);
}
