package io.equipoise.traces.monitor;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.monitor.LogLine.Counters;
import io.equipoise.traces.monitor.LogLine.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a trace of a log: UUIDs are invented from the names, domain ids from the log's order. */
final class LogImport {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String CUT = "the log is cut here";

    private final MonitorLog log;
    private final List<String> names;
    private final TreeSet<Integer> pcpus = new TreeSet<>();
    private int incomplete;

    LogImport(MonitorLog log) {
        this.log = log;
        GuestOrder order = new GuestOrder();
        for (LogSample sample : log.samples()) {
            sample.orders().forEach(order::add);
            sample.domains().forEach(name -> order.add(List.of(name)));
            pcpus.addAll(sample.usage().keySet());
        }
        this.names = order.names();
    }

    /** The trace, made when the log was. */
    MemoryTrace trace(String created) {
        List<Sample> samples = new ArrayList<>();
        for (LogSample sample : log.samples()) {
            samples.add(sample(samples.size(), sample));
        }
        return new MemoryTrace(header(created), samples, List.of(), List.of(), List.of());
    }

    private TraceHeader header(String created) {
        Long memory = log.samples().stream()
                .map(sample -> sample.host().get("total"))
                .filter(total -> total != null)
                .findFirst()
                .orElse(null);
        String note = "imported from " + log.file().getFileName() + ", a "
                + log.kind().words() + "; "
                + (log.cutLines() + log.strangeLines() + incomplete == 0 ? "nothing was left out" : leftOut());
        return new TraceHeader(
                TraceHeader.Source.IMPORT,
                created,
                new HostShape(hostPcpus(), memory),
                log.kind().intervalMillis(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                note);
    }

    private String leftOut() {
        return "cut lines: " + log.cutLines() + ", lines that fit nothing: " + log.strangeLines()
                + ", incomplete samples: " + incomplete + " of " + log.samples().size();
    }

    private int hostPcpus() {
        int shown = pcpus.isEmpty() ? 0 : pcpus.last() + 1;
        return log.samples().stream()
                .flatMap(sample -> sample.counters().values().stream())
                .mapToInt(Counters::pcpus)
                .reduce(shown, Math::max);
    }

    private Sample sample(int tick, LogSample sample) {
        boolean cut = isIncomplete(tick, sample);
        incomplete += cut ? 1 : 0;
        List<PcpuSample> pcpuList = new ArrayList<>();
        sample.usage().forEach((pcpu, percent) -> pcpuList.add(new PcpuSample(pcpu, null, null, percent)));
        List<DomainSample> domains = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean shown = sample.domains().contains(names.get(i));
            if (shown || cut) {
                domains.add(domain(names.get(i), i + 1, sample, shown ? null : CUT));
            }
        }
        Map<String, Long> host = sample.host();
        return new Sample(
                tick,
                null,
                tick * log.kind().intervalMillis() * NANOS_PER_MILLI,
                null,
                new HostSample(host.get("total"), host.get("free"), host.get("cached")),
                pcpuList,
                domains);
    }

    /** A sample that lacks a pCPU is cut; one at an end of the log that lacks a domain of its neighbour is too. */
    private boolean isIncomplete(int tick, LogSample sample) {
        List<LogSample> all = log.samples();
        if (sample.isCut() || !sample.usage().keySet().containsAll(pcpus)) {
            return true;
        }
        boolean end = tick == 0 || tick == all.size() - 1;
        int neighbour = tick == 0 ? Math.min(1, all.size() - 1) : tick - 1;
        return end && !sample.domains().containsAll(all.get(neighbour).domains());
    }

    private static DomainSample domain(String name, int id, LogSample sample, @Nullable String missing) {
        GuestMemory memory = sample.memory().get(name);
        return new DomainSample(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                name,
                id,
                DomainState.UNKNOWN,
                null,
                null,
                null,
                vcpus(name, sample),
                memory == null ? null : memory(memory),
                missing);
    }

    /** The kinds without counters show where vCPU 0 was seen, and nothing else of it. */
    private static List<VcpuSample> vcpus(String name, LogSample sample) {
        Counters counters = sample.counters().get(name);
        if (counters != null) {
            return counters.vcpus();
        }
        for (Map.Entry<Integer, List<String>> entry : sample.seen().entrySet()) {
            if (entry.getValue().contains(name)) {
                return List.of(new VcpuSample(0, null, null, entry.getKey(), null, VcpuState.UNKNOWN));
            }
        }
        return List.of();
    }

    private static MemorySample memory(GuestMemory guest) {
        return new MemorySample(
                guest.actualKiB(), null, null, guest.unusedKiB(), null, null, null, null, null, null, null, null);
    }
}
