package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.cpu.Vcpus.Vcpu;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.VcpuId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the owner of a host lets each vCPU run, by the affinities found. One of several pCPUs is a limit; one of a single
 * pCPU is none, as a policy sets such and a start may be such. What no affinity names is set aside for something else,
 * unless every vCPU was found on a single pCPU, which tells nothing.
 */
final class OwnersLimits {
    private final Map<VcpuId, CpuSet> limits = new HashMap<>();
    private CpuSet named = CpuSet.EMPTY;

    /**
     * Takes in the affinities of a tick; an owner may change a limit, or lift it by a pin outside of it.
     *
     * @return whether that changed where anyone may run
     */
    boolean see(List<Vcpu> vcpus) {
        boolean changed = false;
        for (Vcpu vcpu : vcpus) {
            CpuSet affinity = vcpu.affinity();
            if (affinity == null || affinity.isEmpty()) {
                continue;
            }
            if (affinity.size() > 1) {
                changed |= !affinity.equals(limits.put(vcpu.id(), affinity));
            } else if (!limits.isEmpty() && !limitOf(vcpu.id(), affinity).contains(affinity.first())) {
                changed |= limits.remove(vcpu.id()) != null;
            }
            if (!named.contains(affinity.first()) || affinity.size() > 1) {
                CpuSet more = named.union(affinity);
                changed |= !more.equals(named);
                named = more;
            }
        }
        return changed;
    }

    private CpuSet limitOf(VcpuId vcpu, CpuSet otherwise) {
        return limits.getOrDefault(vcpu, otherwise);
    }

    /** For each vCPU whether it may run on each of these pCPUs; on all where its limit names none of them. */
    boolean[][] allowed(List<Vcpu> vcpus, List<Integer> pcpus) {
        Map<CpuSet, boolean[]> shared = new HashMap<>();
        CpuSet all = CpuSet.of(pcpus.stream().mapToInt(number -> number).toArray());
        CpuSet otherwise = limits.isEmpty() ? all : named;
        boolean[][] allowed = new boolean[vcpus.size()][];
        for (int i = 0; i < allowed.length; i++) {
            CpuSet limit = limitOf(vcpus.get(i).id(), otherwise);
            allowed[i] = shared.computeIfAbsent(limit, set -> members(set, pcpus));
        }
        return allowed;
    }

    private static boolean[] members(CpuSet set, List<Integer> pcpus) {
        boolean[] members = new boolean[pcpus.size()];
        boolean any = false;
        for (int p = 0; p < members.length; p++) {
            members[p] = set.contains(pcpus.get(p));
            any |= members[p];
        }
        if (!any) {
            Arrays.fill(members, true);
        }
        return members;
    }
}
