package io.equipoise.recorder.view;

import io.equipoise.traces.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of the guests' table: a guest, or one vCPU of several.
 *
 * @param seen pCPUs where it was seen
 * @param allowed pCPUs where it may run
 * @param vcpus how many vCPUs it stands for
 * @param guest null for a vCPU
 */
record GuestRow(
        String name,
        CpuSet seen,
        CpuSet allowed,
        int vcpus,
        CpuFigures cpu,
        @Nullable GuestFigures guest) {

    static GuestRow of(GuestFigures guest) {
        return new GuestRow(
                guest.name(),
                guest.seen(),
                guest.allowed(),
                Math.max(1, guest.vcpus().size()),
                guest.cpu(),
                guest);
    }

    static GuestRow of(VcpuFigures vcpu) {
        CpuSet seen = vcpu.pcpu() == null ? CpuSet.EMPTY : CpuSet.of(vcpu.pcpu());
        CpuSet allowed = vcpu.affinity() == null ? CpuSet.EMPTY : vcpu.affinity();
        return new GuestRow("  vCPU " + vcpu.number(), seen, allowed, 1, vcpu.cpu(), null);
    }
}
