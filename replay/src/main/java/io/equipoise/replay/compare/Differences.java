package io.equipoise.replay.compare;

import io.equipoise.replay.measure.UsageWindows;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.usage.PcpuUsage;
import io.equipoise.traces.usage.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far two traces lie apart, for each quantity that both show. */
public record Differences(List<Difference> all) {
    private static final double KIB_PER_MIB = 1024;

    public Differences {
        all = List.copyOf(all);
    }

    /** At the ticks of one number, from the first to the last that both traces have; guests of one name are one. */
    public static Differences byTick(Trace a, Trace b) {
        return of(TracePair.byTick(a, b));
    }

    /** From the onset of both loads on; what keeps the traces from being compared is an {@code InputException}. */
    public static Differences sinceOnset(String nameA, Trace a, String nameB, Trace b) {
        return of(TracePair.sinceOnset(nameA, a, nameB, b));
    }

    static Differences of(TracePair pair) {
        List<Difference> found = new ArrayList<>();
        if (pair.a().header().host().pcpus() == pair.b().header().host().pcpus()) {
            add(found, pcpus(pair, Compared.PCPU_USAGE, 1));
            add(found, pcpus(pair, Compared.PCPU_WINDOWS, UsageWindows.TICKS));
        }
        add(found, vcpus(pair));
        memory(pair).forEach(sum -> add(found, sum.difference()));
        return new Differences(found);
    }

    /** That of a quantity, if both traces show it. */
    public Optional<Difference> of(Compared quantity) {
        return all.stream()
                .filter(difference -> difference.quantity() == quantity)
                .findFirst();
    }

    /** The mean absolute difference in a quantity; null where the traces do not both show it. */
    public @Nullable Double mean(Compared quantity) {
        return of(quantity).map(Difference::mean).orElse(null);
    }

    private static void add(List<Difference> found, @Nullable Difference difference) {
        if (difference != null) {
            found.add(difference);
        }
    }

    private static @Nullable Difference pcpus(TracePair pair, Compared quantity, int ticks) {
        Difference.Sum sum = new Difference.Sum(quantity);
        for (long tick : pair.ticks()) {
            List<PcpuUsage> a = usage(pair.first(), tick, ticks);
            List<PcpuUsage> b = usage(pair.second(), tick, ticks);
            for (int p = 0; p < Math.min(a.size(), b.size()); p++) {
                if (isBooked(a.get(p)) == isBooked(b.get(p))) {
                    sum.add(
                            a.get(p).percent(),
                            b.get(p).percent(),
                            "pCPU " + a.get(p).pcpu(),
                            tick);
                }
            }
        }
        return sum.difference();
    }

    /** Usage over the ticks that end with this one; nothing where one is missing. */
    private static List<PcpuUsage> usage(TreeMap<Long, Sample> samples, long last, int ticks) {
        List<Sample> window = new ArrayList<>();
        for (long tick = last - ticks; tick <= last; tick++) {
            Sample sample = samples.get(tick);
            if (sample == null) {
                return List.of();
            }
            window.add(sample);
        }
        return PcpuUsage.over(window);
    }

    private static boolean isBooked(PcpuUsage usage) {
        return usage.quantity() == Quantity.BOOKED;
    }

    private static @Nullable Difference vcpus(TracePair pair) {
        Difference.Sum sum = new Difference.Sum(Compared.VCPU_USAGE);
        for (long tick : pair.ticks()) {
            Map<String, Double> a =
                    runs(pair.first().get(tick - 1), pair.first().get(tick));
            Map<String, Double> b =
                    runs(pair.second().get(tick - 1), pair.second().get(tick));
            a.forEach((vcpu, percent) -> sum.add(percent, b.get(vcpu), vcpu, tick));
        }
        return sum.difference();
    }

    /** What each vCPU ran between two samples, percent of a pCPU, by name of guest and number. */
    private static Map<String, Double> runs(@Nullable Sample before, @Nullable Sample now) {
        Map<String, Double> runs = new HashMap<>();
        if (before == null || now == null) {
            return runs;
        }
        double elapsed = now.monotonicNanos() - before.monotonicNanos();
        Map<String, Long> earlier = times(before);
        times(now).forEach((vcpu, nanos) -> {
            Long start = earlier.get(vcpu);
            if (start != null && nanos >= start && elapsed > 0) {
                runs.put(vcpu, 100 * (nanos - start) / elapsed);
            }
        });
        return runs;
    }

    private static Map<String, Long> times(Sample sample) {
        Map<String, Long> times = new HashMap<>();
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.timeNanos() != null) {
                    times.put(domain.name() + " vCPU " + vcpu.number(), vcpu.timeNanos());
                }
            }
        }
        return times;
    }

    private static Collection<Difference.Sum> memory(TracePair pair) {
        Map<Compared, Difference.Sum> sums = new EnumMap<>(Compared.class);
        for (long tick : pair.ticks()) {
            Map<String, MemorySample> others = byName(pair.second().get(tick));
            byName(pair.first().get(tick)).forEach((guest, memory) -> {
                MemorySample other = others.get(guest);
                for (Compared quantity : Compared.values()) {
                    if (other != null && quantity.kib() != null) {
                        sums.computeIfAbsent(quantity, Difference.Sum::new)
                                .add(mib(memory, quantity), mib(other, quantity), guest, tick);
                    }
                }
            });
        }
        return sums.values();
    }

    private static Map<String, MemorySample> byName(@Nullable Sample sample) {
        Map<String, MemorySample> guests = new LinkedHashMap<>();
        for (DomainSample domain : sample == null ? List.<DomainSample>of() : sample.domains()) {
            if (domain.memory() != null) {
                guests.put(domain.name(), domain.memory());
            }
        }
        return guests;
    }

    private static @Nullable Double mib(MemorySample memory, Compared quantity) {
        Long kib = quantity.kib() == null ? null : quantity.kib().apply(memory);
        return kib == null ? null : (Double) (kib / KIB_PER_MIB);
    }
}
