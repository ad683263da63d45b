package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.States;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns readings into samples, and marks in them what cannot be relied on. */
final class SampleMaker {
    private final MemoryReports reports;

    SampleMaker(MemoryReports reports) {
        this.reports = reports;
    }

    /**
     * The sample of a tick.
     *
     * @param silence why a domain's QEMU did not answer
     */
    Sample make(long tick, HostReading reading, Function<DomainReading, String> silence) {
        reports.see(reading);
        List<DomainSample> domains = new ArrayList<>();
        for (DomainReading domain : reading.domains()) {
            domains.add(domain(domain, silence));
        }
        domains.sort(Comparator.comparingInt(DomainSample::id));
        return new Sample(
                tick,
                reading.utcMicros(),
                reading.monotonicNanos(),
                reading.callNanos(),
                reading.memory(),
                reading.pcpus(),
                domains);
    }

    private DomainSample domain(DomainReading domain, Function<DomainReading, String> silence) {
        List<String> missing = new ArrayList<>(domain.missing());
        @Nullable MemorySample memory = null;
        if (domain.answered()) {
            memory = reports.memory(domain, missing);
            if (!domain.values().containsKey("cpu.time")) {
                missing.add("no cpu time");
            }
        } else {
            missing.add(silence.apply(domain));
        }
        return new DomainSample(
                domain.uuid(),
                domain.name(),
                domain.id(),
                States.domain(domain.values().get("state.state")),
                domain.values().get("cpu.time"),
                domain.values().get("balloon.maximum"),
                domain.cpuShares(),
                domain.vcpus(),
                memory,
                missing.isEmpty() ? null : String.join("; ", missing));
    }
}
