package io.equipoise.traces.usage;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How long vCPUs ran between two samples. */
final class VcpuTime {

    private VcpuTime() {}

    /** Nanoseconds that each vCPU ran; null when that of any is unknown: it did not answer, started, stopped or restarted. */
    static @Nullable Map<VcpuId, Long> between(Sample earlier, Sample later) {
        Map<VcpuId, Long> run = new HashMap<>();
        Map<Key, Long> before = counters(earlier);
        Map<Key, Long> after = counters(later);
        if (before == null || after == null || !before.keySet().equals(after.keySet())) {
            return null;
        }
        for (Map.Entry<Key, Long> entry : after.entrySet()) {
            Long start = before.get(entry.getKey());
            if (start == null || entry.getValue() < start) {
                return null;
            }
            run.put(entry.getKey().vcpu(), entry.getValue() - start);
        }
        return run;
    }

    /** Nanoseconds that each vCPU ran of which both samples tell: it answered and did not restart meanwhile. */
    static Map<VcpuId, Long> known(Sample earlier, Sample later) {
        Map<Key, Long> before = new HashMap<>();
        Map<VcpuId, Long> run = new HashMap<>();
        each(earlier, before::put);
        each(later, (key, time) -> {
            Long start = before.get(key);
            if (start != null && time >= start) {
                run.put(key.vcpu(), time - start);
            }
        });
        return run;
    }

    private static void each(Sample sample, BiConsumer<Key, Long> counter) {
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.timeNanos() != null) {
                    counter.accept(new Key(new VcpuId(domain.uuid(), vcpu.number()), domain.id()), vcpu.timeNanos());
                }
            }
        }
    }

    private static @Nullable Map<Key, Long> counters(Sample sample) {
        Map<Key, Long> counters = new HashMap<>();
        for (DomainSample domain : sample.domains()) {
            if (domain.missing() != null && domain.vcpus().isEmpty()) {
                return null;
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.timeNanos() != null) {
                    counters.put(new Key(new VcpuId(domain.uuid(), vcpu.number()), domain.id()), vcpu.timeNanos());
                } else if (vcpu.state() != VcpuState.OFFLINE) {
                    return null;
                }
            }
        }
        return counters;
    }

    /** A vCPU of one run of its domain: its counter starts anew with the domain id. */
    private record Key(VcpuId vcpu, int domainId) {}
}
