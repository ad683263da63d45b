package io.equipoise.coordinator.explain;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a policy saw when it decided, in words. */
final class SeenText {
    private static final long MIB = 1024;

    private SeenText() {}

    /** What may still be given: the host's free memory, or what its budget leaves. */
    static String host(Sample sample, MemoryBudget budget) {
        Long free = budget.freeKiB(sample);
        String of = budget.kib() == null ? "" : " within the guests' budget of " + budget.kib() / MIB;
        return free == null ? "free memory unknown" : mib(free) + " MiB free" + of;
    }

    /** The decision's target as it was. */
    static String target(Decision decision, Sample sample, Demand demand) {
        DomainSample domain = decision.domain() == null
                ? null
                : sample.domain(decision.domain()).orElse(null);
        if (domain == null) {
            return "no such domain";
        }
        return decision.vcpu() == null ? memory(domain, sample) : vcpu(domain, decision.vcpu(), demand);
    }

    private static String memory(DomainSample domain, Sample sample) {
        MemorySample memory = domain.memory();
        if (memory == null || memory.currentKiB() == null) {
            return Objects.requireNonNullElse(domain.missing(), "no memory statistics");
        }
        List<String> parts = new ArrayList<>();
        parts.add("balloon " + mib(memory.currentKiB()) + maximum(domain) + " MiB");
        add(parts, "unused ", memory.unusedKiB());
        add(parts, "usable ", memory.usableKiB());
        add(parts, "swapped out so far ", memory.swapOutKiB());
        Long reported = memory.reportedAt();
        if (reported != null && reported == 0) {
            parts.add("no balloon driver has reported");
        } else if (reported != null && sample.utcMicros() != null) {
            parts.add("reported " + Math.max(0, sample.utcMicros() / 1_000_000 - reported) + " s before");
        }
        return String.join(", ", parts);
    }

    private static String maximum(DomainSample domain) {
        return domain.maximumKiB() == null ? "" : " of " + mib(domain.maximumKiB());
    }

    private static String vcpu(DomainSample domain, int number, Demand demand) {
        for (VcpuSample vcpu : domain.vcpus()) {
            if (vcpu.number() == number) {
                String on = vcpu.pcpu() == null ? "" : ", last on pCPU " + vcpu.pcpu();
                return "may run on pCPU " + Objects.toString(vcpu.affinity(), "?") + on
                        + wants(demand.vcpus().get(new VcpuId(domain.uuid(), number)));
            }
        }
        return "no such vCPU";
    }

    private static String wants(@Nullable VcpuDemand demand) {
        if (demand == null) {
            return ", demand not known yet";
        }
        return String.format(
                Locale.ROOT,
                ", ran %.0f %%, waited %.0f %%, wants %s%.0f %%",
                100 * demand.run(),
                100 * demand.waited(),
                demand.censored() ? "at least " : "",
                100 * demand.value());
    }

    private static void add(List<String> parts, String name, @Nullable Long kib) {
        if (kib != null) {
            parts.add(name + mib(kib));
        }
    }

    private static long mib(long kib) {
        return Math.round(kib / (double) MIB);
    }
}
