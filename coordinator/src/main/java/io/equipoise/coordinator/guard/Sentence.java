package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.Objects;

/** A ruling in one sentence: target, from and to, the policy's reason, the guards' clauses. */
public final class Sentence {

    private Sentence() {}

    /** Such as {@code vm3: 512 → 614 MiB: unused 71 below 100; step limited to 102 by largest-step}. */
    public static String of(Ruling ruling, Sample sample) {
        Change planned = ruling.planned();
        DomainSample domain = sample.domain(planned.domain()).orElse(null);
        Change left = ruling.left();
        StringBuilder text = new StringBuilder(domain == null ? planned.domain() : domain.name());
        text.append(planned instanceof Pin pin ? " vCPU " + pin.vcpu() : "").append(": ");
        text.append(left == null || domain == null ? "not " : from(planned, domain) + " → ");
        text.append(size(left == null ? planned : left));
        if (!planned.reason().isBlank()) {
            text.append(": ").append(planned.reason());
        }
        ruling.clauses().forEach(clause -> text.append("; ").append(clause));
        return text.toString();
    }

    private static String size(Change change) {
        return change instanceof Balloon balloon
                ? Mib.of(balloon.kib()) + " MiB"
                : ((Pin) change).affinity().toString();
    }

    private static String from(Change planned, DomainSample domain) {
        if (planned instanceof Pin pin) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.number() == pin.vcpu()) {
                    return Objects.toString(vcpu.affinity(), "?");
                }
            }
            return "?";
        }
        MemorySample memory = domain.memory();
        return memory == null || memory.currentKiB() == null ? "?" : Mib.of(memory.currentKiB());
    }
}
