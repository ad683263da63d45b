package io.equipoise.coordinator.host;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Sample;

/** A host that is observed and acted upon: libvirt's, or a model. */
public interface Host {
    /** Everything seen at this tick. */
    Sample observe(long tick);

    /** Sets the pCPUs that a vCPU may run on; returns {@code ok} or the host's error in one line. */
    String pin(String domain, int vcpu, CpuSet affinity);

    /** Asks for a balloon size in KiB; returns {@code ok} or the host's error in one line. It takes effect later, if at all. */
    String balloon(String domain, long kib);
}
