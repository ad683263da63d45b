package io.equipoise.replay.run;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.VcpuSample;
import java.util.Objects;

/** What a trace shows of one domain at a tick; of its vCPUs the first. */
final class Shown {
    private Shown() {}

    static VcpuSample vcpu(MemoryTrace trace, int tick, int domain) {
        return trace.samples().get(tick).domains().get(domain).vcpus().get(0);
    }

    static long run(MemoryTrace trace, int tick, int domain) {
        return Objects.requireNonNull(vcpu(trace, tick, domain).timeNanos())
                - Objects.requireNonNull(vcpu(trace, tick - 1, domain).timeNanos());
    }

    static long waited(MemoryTrace trace, int tick, int domain) {
        return Objects.requireNonNull(vcpu(trace, tick, domain).delayNanos())
                - Objects.requireNonNull(vcpu(trace, tick - 1, domain).delayNanos());
    }

    static MemorySample memory(MemoryTrace trace, int tick, int domain) {
        return Objects.requireNonNull(
                trace.samples().get(tick).domains().get(domain).memory());
    }
}
