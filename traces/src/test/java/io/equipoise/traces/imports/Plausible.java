package io.equipoise.traces.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What every imported trace is: ticks and ids ascend, counters grow by no more than the time that passed. */
public final class Plausible {
    private static final int MOST_SAMPLES = 20_000;

    private Plausible() {}

    /** Whether the source gave a trace, which then is plausible, and no clear error of one line that names the source. */
    public static boolean orRefused(Path source, Supplier<Trace> reading) {
        try {
            check(reading.get());
            return true;
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith(source.toString()).doesNotContain("\n");
            return false;
        }
    }

    /** Checks every sample; of an endless trace, the first. */
    public static void check(Trace trace) {
        assertThat(trace.header().note()).isNotBlank().doesNotContain("\n");
        Map<VcpuId, Counter> counters = new HashMap<>();
        Sample before = null;
        int samples = 0;
        for (Sample sample : trace.samples()) {
            if (before != null) {
                assertThat(sample.tick()).isGreaterThan(before.tick());
                assertThat(sample.monotonicNanos()).isGreaterThan(before.monotonicNanos());
            }
            before = sample;
            int id = Integer.MIN_VALUE;
            for (DomainSample domain : sample.domains()) {
                assertThat(domain.id()).isGreaterThan(id);
                id = domain.id();
                domain(sample, domain, counters);
            }
            if (++samples == MOST_SAMPLES) {
                return;
            }
        }
        assertThat(samples).isPositive();
    }

    private static void domain(Sample sample, DomainSample domain, Map<VcpuId, Counter> counters) {
        assertThat(domain.name()).isNotBlank();
        MemorySample memory = domain.memory();
        if (memory != null && memory.usableKiB() != null && memory.currentKiB() != null) {
            assertThat(memory.usableKiB()).isNotNegative();
        }
        for (VcpuSample vcpu : domain.vcpus()) {
            if (vcpu.timeNanos() == null) {
                continue;
            }
            VcpuId key = new VcpuId(domain.uuid(), vcpu.number());
            Counter last = counters.put(key, new Counter(domain.id(), sample.monotonicNanos(), vcpu.timeNanos()));
            if (last != null && last.id() == domain.id()) {
                long elapsed = sample.monotonicNanos() - last.atNanos();
                assertThat(vcpu.timeNanos() - last.timeNanos()).isBetween(0L, elapsed + elapsed / 20);
            }
        }
    }

    private record Counter(int id, long atNanos, long timeNanos) {}
}
