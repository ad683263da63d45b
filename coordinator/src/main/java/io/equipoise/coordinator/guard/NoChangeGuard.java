package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.VcpuSample;
import java.util.List;

/** Drops what is so already: a pin to the same affinity is no action. */
public final class NoChangeGuard implements Guard {

    @Override
    public String name() {
        return "no-change";
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        return rulings.stream().map(ruling -> limit(ruling, seen)).toList();
    }

    private Ruling limit(Ruling ruling, Observation seen) {
        Change change = ruling.left();
        if (change == null
                || !isSo(change, seen.sample().domain(change.domain()).orElseThrow())) {
            return ruling;
        }
        return ruling.drop(name(), "it is so already");
    }

    private static boolean isSo(Change change, DomainSample domain) {
        if (change instanceof Pin pin) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.number() == pin.vcpu()) {
                    return pin.affinity().equals(vcpu.affinity());
                }
            }
            return false;
        }
        Long current = domain.memory() == null ? null : domain.memory().currentKiB();
        return current != null && current == ((Balloon) change).kib();
    }
}
