package io.equipoise.reports.chart;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Curves of one value per domain. */
final class DomainLines {
    private static final double MIB = 1024;

    private DomainLines() {}

    /** Balloon of each domain, MiB. */
    static List<Line> balloon(MemoryTrace trace, Timeline time) {
        return ofDomains(trace, time, MemorySample::currentKiB);
    }

    /** Unused memory of each domain, MiB. */
    static List<Line> unused(MemoryTrace trace, Timeline time) {
        return ofDomains(trace, time, MemorySample::unusedKiB);
    }

    /** Memory that the budget still leaves to be given, MiB; empty without a budget. */
    static List<Line> left(MemoryTrace trace, Timeline time) {
        MemoryBudget budget = new MemoryBudget(trace.header().memoryBudgetKiB());
        if (budget.kib() == null) {
            return List.of();
        }
        double[] y = trace.samples().stream()
                .map(budget::freeKiB)
                .mapToDouble(kib -> kib == null ? Double.NaN : kib / MIB)
                .toArray();
        return List.of(new Line("left of the budget", Ink.UNKNOWN, true, time.of(trace.samples()), y));
    }

    /** What the load asked each domain to use of a pCPU, percent; empty where it has no CPU part. */
    static List<Line> cpuAsked(MemoryTrace trace, Timeline time) {
        return ofLoads(trace, time, load -> load.cpu() == null ? Double.NaN : 100 * load.cpu());
    }

    /** What the load asked each domain to hold, MiB; empty where it has no memory part. */
    static List<Line> memoryAsked(MemoryTrace trace, Timeline time) {
        return ofLoads(trace, time, load -> load.memoryKiB() == null ? Double.NaN : load.memoryKiB() / MIB);
    }

    private static List<Line> ofDomains(
            MemoryTrace trace, Timeline time, Function<MemorySample, @Nullable Long> value) {
        Curves curves = new Curves(time.of(trace.samples()));
        for (int i = 0; i < trace.samples().size(); i++) {
            Sample sample = trace.samples().get(i);
            for (DomainSample domain : sample.domains()) {
                Long kib = domain.memory() == null ? null : value.apply(domain.memory());
                curves.put(domain.name(), i, kib == null ? Double.NaN : kib / MIB);
            }
        }
        return curves.lines();
    }

    private static List<Line> ofLoads(MemoryTrace trace, Timeline time, ToDoubleFunction<LoadAsked> value) {
        long[] ticks =
                trace.loads().stream().mapToLong(LoadAsked::tick).distinct().toArray();
        Curves curves = new Curves(Arrays.stream(ticks).mapToDouble(time::at).toArray());
        for (LoadAsked load : trace.loads()) {
            curves.put(load.domain(), Arrays.binarySearch(ticks, load.tick()), value.applyAsDouble(load));
        }
        return curves.distinctLines();
    }
}
