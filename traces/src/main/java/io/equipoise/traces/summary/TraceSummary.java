package io.equipoise.traces.summary;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.usage.PcpuBusy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a trace.
 *
 * @param rows per table of the trace format
 * @param firstTick of the first sample
 * @param gaps runs of ticks that no sample has
 * @param domains in the order in which they appear
 * @param ranges of host quantities by name and unit; only of those that the trace has
 */
public record TraceSummary(
        Map<String, Long> rows,
        long firstTick,
        long lastTick,
        List<Gap> gaps,
        @Nullable Long firstUtcMicros,
        @Nullable Long lastUtcMicros,
        List<DomainSummary> domains,
        Map<String, Range> ranges) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB_PER_MIB = 1_024;

    /** Ticks that are missing, the last one included. */
    public record Gap(long firstTick, long lastTick) {
        public long ticks() {
            return lastTick - firstTick + 1;
        }
    }

    /** Reads the whole trace once; it must hold a sample. */
    public static TraceSummary of(Trace trace) {
        Collector collector = new Collector();
        trace.samples().forEach(collector::add);
        return collector.summary(trace);
    }

    private static final class Collector {
        private final Map<String, Long> rows = new LinkedHashMap<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final Map<String, DomainSummary> domains = new LinkedHashMap<>();
        private final Map<String, Range> ranges = new LinkedHashMap<>();
        private @Nullable Sample first;
        private @Nullable Sample last;

        void add(Sample sample) {
            if (last != null && sample.tick() > last.tick() + 1) {
                gaps.add(new Gap(last.tick() + 1, sample.tick() - 1));
            }
            count("host", 1);
            count("pcpu", sample.pcpus().size());
            count("domain", sample.domains().size());
            for (DomainSample domain : sample.domains()) {
                count("vcpu", domain.vcpus().size());
                count("memory", domain.memory() == null ? 0 : 1);
                domains.put(domain.uuid(), DomainSummary.with(domains.get(domain.uuid()), domain));
            }
            widen("reading took, ms", sample.callNanos(), NANOS_PER_MILLI);
            widen("host free, MiB", sample.host().freeKiB(), KIB_PER_MIB);
            for (PcpuSample pcpu : sample.pcpus()) {
                widen("pCPU booked usage, %", pcpu.bookedPercent());
                widen("pCPU busy, %", last == null ? null : PcpuBusy.percent(last, sample, pcpu));
            }
            first = first == null ? sample : first;
            last = sample;
        }

        private void count(String table, long more) {
            rows.merge(table, more, Long::sum);
        }

        private void widen(String name, @Nullable Long value, double unit) {
            widen(name, value == null ? null : (Double) (value / unit));
        }

        private void widen(String name, @Nullable Double value) {
            Range range = Range.with(ranges.get(name), value);
            if (range != null) {
                ranges.put(name, range);
            }
        }

        TraceSummary summary(Trace trace) {
            if (first == null || last == null) {
                throw new IllegalArgumentException("the trace holds no sample");
            }
            count("event", trace.events().size());
            count("load", trace.loads().size());
            count("decision", trace.decisions().size());
            return new TraceSummary(
                    rows,
                    first.tick(),
                    last.tick(),
                    List.copyOf(gaps),
                    first.utcMicros(),
                    last.utcMicros(),
                    List.copyOf(domains.values()),
                    ranges);
        }
    }
}
