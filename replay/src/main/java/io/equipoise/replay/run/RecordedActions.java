package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done to the guests while a trace was recorded: affinities as they were seen to change, balloons as they were
 * sent, or as they were seen where the trace has no decision about any.
 */
final class RecordedActions {
    private final RecordedDemand recorded;
    private final List<Decision> sent;

    RecordedActions(RecordedDemand recorded) {
        this.recorded = recorded;
        this.sent = recorded.trace().decisions().stream()
                .filter(decision -> decision.sentMicros() != null && balloonKiB(decision) != null)
                .toList();
    }

    private static @Nullable Long balloonKiB(Decision decision) {
        return decision.guarded() == null ? null : decision.guarded().balloonKiB();
    }

    /** Repeats on the model host what was done between tick {@code t} and the next. */
    void carryOut(int t, ModelHost host) {
        if (t + 1 == recorded.samples().size()) {
            return;
        }
        Sample next = recorded.samples().get(t + 1);
        for (DomainSample domain : next.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                CpuSet affinity = vcpu.affinity();
                if (affinity != null) {
                    host.pin(domain.uuid(), vcpu.number(), host.onThisHost(affinity));
                }
            }
            MemorySample memory = domain.memory();
            if (sent.isEmpty() && memory != null && memory.currentKiB() != null) {
                host.balloon(domain.uuid(), memory.currentKiB());
            }
        }
        long tick = recorded.samples().get(t).tick();
        for (Decision decision : sent) {
            Long kib = balloonKiB(decision);
            if (decision.tick() == tick && decision.domain() != null && kib != null) {
                host.balloon(decision.domain(), kib);
            }
        }
    }
}
