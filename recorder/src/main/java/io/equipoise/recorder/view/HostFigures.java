package io.equipoise.recorder.view;

import io.equipoise.recorder.view.GuestFigures.Health;
import io.equipoise.recorder.view.GuestFigures.MemoryFigures;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.usage.PcpuBusy;
import io.equipoise.traces.usage.PcpuUsage;
import io.equipoise.traces.usage.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that the view shows, computed from the newest samples.
 *
 * @param quantity what the pCPUs' usage was read from; null while there is none
 */
record HostFigures(Sample newest, @Nullable Quantity quantity, List<PcpuFigures> pcpus, List<GuestFigures> guests) {
    /** Counters move in steps of 10 ms, so a shorter interval shows the steps. */
    private static final long INTERVAL_NANOS = 950_000_000;

    /** @param window the newest samples in order of tick, at least one */
    static HostFigures of(List<Sample> window) {
        Sample newest = window.get(window.size() - 1);
        List<Sample> interval = interval(window);
        List<PcpuUsage> usage = usage(interval);
        List<PcpuFigures> pcpus = new ArrayList<>();
        for (int i = 0; i < newest.pcpus().size(); i++) {
            PcpuSample pcpu = newest.pcpus().get(i);
            pcpus.add(new PcpuFigures(
                    pcpu.number(),
                    share(PcpuBusy.percent(interval.get(0), newest, pcpu)),
                    usage.isEmpty() ? null : share(usage.get(i).percent()),
                    seenOn(newest, pcpu.number())));
        }
        Quantity quantity = usage.isEmpty() ? null : usage.get(0).quantity();
        return new HostFigures(newest, quantity, pcpus, guests(window, interval));
    }

    /** The mean of what is known of all pCPUs; null when that is nothing. */
    @Nullable
    Double mean(Function<PcpuFigures, @Nullable Double> figure) {
        OptionalDouble mean = pcpus.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }

    private static List<Sample> interval(List<Sample> window) {
        int last = window.size() - 1;
        int first = last;
        while (first > 0
                && window.get(last).monotonicNanos() - window.get(first).monotonicNanos() < INTERVAL_NANOS) {
            first--;
        }
        return window.subList(first, window.size());
    }

    private static List<PcpuUsage> usage(List<Sample> interval) {
        Sample newest = interval.get(interval.size() - 1);
        if (PcpuUsage.isBooked(newest)) {
            return PcpuUsage.booked(List.of(newest));
        }
        return interval.size() < 2 ? List.of() : PcpuUsage.over(interval);
    }

    private static List<GuestFigures> guests(List<Sample> window, List<Sample> interval) {
        Sample newest = window.get(window.size() - 1);
        Demand now = Demand.of(interval);
        Demand demand = Demand.of(window);
        List<GuestFigures> guests = new ArrayList<>();
        for (DomainSample domain : newest.domains()) {
            List<VcpuFigures> vcpus = new ArrayList<>();
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuId id = new VcpuId(domain.uuid(), vcpu.number());
                CpuFigures cpu =
                        CpuFigures.of(now.vcpus().get(id), demand.vcpus().get(id));
                vcpus.add(new VcpuFigures(vcpu.number(), vcpu.pcpu(), vcpu.affinity(), cpu));
            }
            DomainSample before = interval.get(0).domain(domain.uuid()).orElse(null);
            guests.add(new GuestFigures(
                    domain,
                    vcpus,
                    CpuFigures.sum(vcpus.stream().map(VcpuFigures::cpu).toList()),
                    MemoryFigures.of(newest, domain, before),
                    Health.of(domain)));
        }
        return guests;
    }

    private static @Nullable Double share(@Nullable Double percent) {
        return percent == null ? null : (Double) (percent / 100);
    }

    private static List<String> seenOn(Sample sample, int pcpu) {
        List<String> names = new ArrayList<>();
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.pcpu() != null && vcpu.pcpu() == pcpu) {
                    names.add(domain.vcpus().size() == 1 ? domain.name() : domain.name() + "/" + vcpu.number());
                }
            }
        }
        return names;
    }
}
