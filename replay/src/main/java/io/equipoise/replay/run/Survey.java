package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of a recorded trace only when all of it was seen; its size does not grow with the trace's length.
 *
 * @param name what errors and the replays' headers call it
 * @param ticks how many it has
 * @param first its first sample
 * @param blind whether it shows neither waiting times nor pCPUs anywhere
 * @param memory of each domain
 */
record Survey(
        String name,
        Trace trace,
        Roster roster,
        int ticks,
        Sample first,
        boolean blind,
        Windows windows,
        List<MemoryFacts> memory) {
    private static final Set<EventType> CHANGES =
            Set.of(EventType.LOAD_ONSET, EventType.STAGE_BEGINS, EventType.LOAD_ENDS);

    /** Reads the whole trace, twice where guests report their memory; an {@link InputException} says why it cannot be replayed. */
    static Survey of(String name, Trace trace) {
        Roster roster = new Roster();
        List<Long> changes = trace.events().stream()
                .filter(event -> CHANGES.contains(event.type()))
                .map(Event::tick)
                .toList();
        Collection<Integer> starts = new ArrayList<>();
        Sample first = null;
        int ticks = 0;
        boolean timed = false;
        boolean blind = true;
        boolean reports = false;
        BalloonOverheads overheads = new BalloonOverheads();
        for (Sample sample : trace.samples()) {
            first = first == null ? sample : first;
            roster.see(sample);
            sample.domains().forEach(overheads::see);
            timed = timed || vcpus(sample).anyMatch(vcpu -> vcpu.timeNanos() != null);
            blind = blind && sample.pcpus().isEmpty() && vcpus(sample).noneMatch(vcpu -> vcpu.delayNanos() != null);
            reports = reports || sample.domains().stream().anyMatch(Survey::reports);
            while (starts.size() < changes.size() && changes.get(starts.size()) <= sample.tick()) {
                starts.add(ticks);
            }
            ticks++;
        }
        if (first == null || ticks < 2) {
            throw new InputException(name + " cannot be replayed: it has fewer than two ticks");
        }
        if (!timed) {
            throw new InputException(name + " cannot be replayed: it has no per-vCPU time; grade it instead");
        }
        roster.close(trace.header().host().pcpus());
        Windows windows = new Windows(starts, ticks, trace.header().intervalMillis());
        Survey survey = new Survey(
                name,
                trace,
                roster,
                ticks,
                first,
                blind,
                windows,
                roster.firstSeen().stream()
                        .map(domain -> new MemoryFacts(overheads.kib(domain.uuid())))
                        .toList());
        if (reports) {
            survey.learnMemory();
        }
        return survey;
    }

    private static Stream<VcpuSample> vcpus(Sample sample) {
        return sample.domains().stream().flatMap(domain -> domain.vcpus().stream());
    }

    private static boolean reports(DomainSample domain) {
        MemorySample memory = domain.memory();
        return memory != null && memory.usableKiB() != null;
    }

    private void learnMemory() {
        RowWindow rows = new RowWindow(roster, trace.samples().iterator());
        MemoryDecoder decoder = new MemoryDecoder(rows, this, event -> {});
        for (int t = 0; t < ticks; t++) {
            rows.has(t);
            decoder.learn(t);
            rows.forget(t - 1);
        }
        PageLists.find(memory.stream().map(MemoryFacts::lists).toList());
    }

    /** Whether a guest's report of a tick arrives with the next one. */
    boolean isReportLate() {
        return !Windows.isLong(trace.header().intervalMillis());
    }
}
