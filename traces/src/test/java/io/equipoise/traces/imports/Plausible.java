package io.equipoise.traces.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
        return orRefused(source, reading, true);
    }

    /** The same; counters of a source that has its own may have been damaged. */
    public static boolean orRefused(Path source, Supplier<Trace> reading, boolean countersAreMade) {
        try {
            check(reading.get(), countersAreMade);
            return true;
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith(source.toString()).doesNotContain("\n");
            return false;
        }
    }

    /** Checks every sample; of an endless trace, the first. By hand, as assertions are slow for so many values. */
    private static void check(Trace trace, boolean countersAreMade) {
        assertThat(trace.header().note()).isNotBlank().doesNotContain("\n");
        Map<VcpuId, Counter> counters = new HashMap<>();
        Sample before = null;
        int samples = 0;
        for (Sample sample : trace.samples()) {
            hold(
                    before == null
                            || (sample.tick() > before.tick() && sample.monotonicNanos() > before.monotonicNanos()),
                    sample);
            before = sample;
            int id = Integer.MIN_VALUE;
            for (DomainSample domain : sample.domains()) {
                hold(domain.id() > id && !domain.name().isBlank(), sample);
                id = domain.id();
                MemorySample memory = domain.memory();
                hold(memory == null || memory.usableKiB() == null || memory.usableKiB() >= 0, sample);
                if (countersAreMade) {
                    counters(sample, domain, counters);
                }
            }
            if (++samples == MOST_SAMPLES) {
                return;
            }
        }
        assertThat(samples).isPositive();
    }

    private static void counters(Sample sample, DomainSample domain, Map<VcpuId, Counter> counters) {
        for (VcpuSample vcpu : domain.vcpus()) {
            if (vcpu.timeNanos() == null) {
                continue;
            }
            VcpuId key = new VcpuId(domain.uuid(), vcpu.number());
            Counter last = counters.put(key, new Counter(domain.id(), sample.monotonicNanos(), vcpu.timeNanos()));
            if (last != null && last.id() == domain.id()) {
                long ran = vcpu.timeNanos() - last.timeNanos();
                hold(ran >= 0 && ran <= sample.monotonicNanos() - last.atNanos(), sample);
            }
        }
    }

    private static void hold(boolean condition, Sample sample) {
        if (!condition) {
            fail("implausible: " + sample);
        }
    }

    private record Counter(int id, long atNanos, long timeNanos) {}
}
