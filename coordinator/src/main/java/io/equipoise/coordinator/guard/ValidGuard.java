package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drops what makes no sense: a target that is not there or named twice, a pCPU the host lacks, an absurd size. */
public final class ValidGuard implements Guard {
    /** A guest's kernel panics for good at 8 MiB. */
    static final long LEAST_KIB = 16 * 1024;

    /** One PiB, more than any host has. */
    static final long MOST_KIB = 1L << 40;

    /** The name under which it drops. */
    public static final String NAME = "valid";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        CpuSet host = CpuSet.of(
                seen.sample().pcpus().stream().mapToInt(PcpuSample::number).toArray());
        Set<Target> named = new HashSet<>();
        List<Ruling> result = new ArrayList<>();
        for (Ruling ruling : rulings) {
            Change change = ruling.left();
            String nonsense = change == null ? null : nonsense(change, seen.sample(), host);
            if (change != null && nonsense == null && !named.add(Target.of(change))) {
                nonsense = "the plan names this target twice";
            }
            result.add(nonsense == null ? ruling : ruling.drop(name(), nonsense));
        }
        return result;
    }

    private static @Nullable String nonsense(Change change, Sample sample, CpuSet host) {
        DomainSample domain = sample.domain(change.domain()).orElse(null);
        if (domain == null) {
            return "there is no domain " + change.domain();
        }
        return change instanceof Pin pin ? nonsense(pin, domain, host) : nonsense((Balloon) change);
    }

    private static @Nullable String nonsense(Pin pin, DomainSample domain, CpuSet host) {
        boolean known = domain.vcpus().stream()
                .filter(vcpu -> vcpu.state() != VcpuState.OFFLINE)
                .mapToInt(VcpuSample::number)
                .anyMatch(number -> number == pin.vcpu());
        if (!known) {
            return "the domain has no vCPU " + pin.vcpu();
        }
        if (pin.affinity().isEmpty()) {
            return "the affinity names no pCPU";
        }
        return host.containsAll(pin.affinity())
                ? null
                : "the host has pCPUs " + host + ", not all of " + pin.affinity();
    }

    private static @Nullable String nonsense(Balloon balloon) {
        return balloon.kib() >= LEAST_KIB && balloon.kib() <= MOST_KIB
                ? null
                : "no guest can hold " + balloon.kib() + " KiB";
    }

    /** What a change is about; the vCPU is null for a balloon. */
    private record Target(String domain, @Nullable Integer vcpu) {
        static Target of(Change change) {
            return new Target(change.domain(), change instanceof Pin pin ? pin.vcpu() : null);
        }
    }
}
