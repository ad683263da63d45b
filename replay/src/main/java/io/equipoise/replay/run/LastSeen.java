package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** At which samples, counted from 0, each vCPU was seen last; handed over one sample after another. */
final class LastSeen {
    static final int NEVER = -1;

    private final Map<VcpuId, Integer> numbers = new HashMap<>();
    private final int[] last;
    private final int[] before;
    private final int[] unplugged;
    private final Map<String, List<Integer>> ofDomain = new HashMap<>();
    private int now = NEVER;

    LastSeen(List<VcpuId> vcpus) {
        for (VcpuId vcpu : vcpus) {
            ofDomain.computeIfAbsent(vcpu.domain(), domain -> new ArrayList<>()).add(numbers.size());
            numbers.put(vcpu, numbers.size());
        }
        last = new int[vcpus.size()];
        before = new int[vcpus.size()];
        unplugged = new int[vcpus.size()];
        Arrays.fill(last, NEVER);
        Arrays.fill(before, NEVER);
        Arrays.fill(unplugged, NEVER);
    }

    void see(Sample sample) {
        now++;
        for (DomainSample domain : sample.domains()) {
            if (!domain.vcpus().isEmpty()) {
                ofDomain.getOrDefault(domain.uuid(), List.of()).forEach(v -> unplugged[v] = now);
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                int v = Objects.requireNonNull(numbers.get(new VcpuId(domain.uuid(), vcpu.number())));
                unplugged[v] = NEVER;
                if (vcpu.timeNanos() != null) {
                    before[v] = last[v];
                    last[v] = now;
                }
            }
        }
    }

    /** The sample before the newest one that shows the vCPU's time, if the newest does; else {@link #NEVER}. */
    int before(int vcpu) {
        return last[vcpu] == now ? before[vcpu] : NEVER;
    }

    /** Whether the newest sample shows the domain's vCPUs and this is not one of them. */
    boolean isUnplugged(int vcpu) {
        return unplugged[vcpu] == now;
    }
}
