package io.equipoise.testbed.trial;

import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.util.List;

/** Puts the guests where a case wants them before its load begins. */
final class StartState {
    private StartState() {}

    /** Sets the affinity of every vCPU. */
    static void pin(Case testCase, Host host, Sample now) throws IOException {
        List<Integer> pcpus = now.pcpus().stream().map(PcpuSample::number).toList();
        int position = 0;
        for (DomainSample domain : GuestOrder.of(PolicyKind.CPU, now.domains())) {
            for (VcpuSample vcpu : domain.vcpus()) {
                String answer = host.pin(
                        domain.uuid(),
                        vcpu.number(),
                        testCase.start().placement().affinity(position++, pcpus));
                if (!answer.equals("ok")) {
                    throw new IOException(domain.name() + " cannot be pinned for the case's start: " + answer);
                }
            }
        }
    }

    /** Whether this many guests report their memory. */
    static boolean reported(Sample now, int guests) {
        return now.domains().size() == guests
                && now.domains().stream()
                        .allMatch(domain ->
                                domain.memory() != null && domain.memory().unusedKiB() != null);
    }
}
