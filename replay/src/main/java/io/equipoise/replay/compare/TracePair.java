package io.equipoise.replay.compare;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two traces, tick by tick. Guests are matched by name, for a guest's UUID is new with each boot.
 *
 * @param first samples by ticks since the shared origin
 * @param second the same of the other trace
 */
record TracePair(MemoryTrace a, MemoryTrace b, TreeMap<Long, Sample> first, TreeMap<Long, Sample> second) {

    /** Aligned at the load's onset and compared from there on; what does not match is an {@link InputException}. */
    static TracePair sinceOnset(String nameA, Trace traceA, String nameB, Trace traceB) {
        MemoryTrace a = MemoryTrace.copyOf(traceA);
        MemoryTrace b = MemoryTrace.copyOf(traceB);
        if (a.header().intervalMillis() != b.header().intervalMillis()) {
            throw new InputException(nameA + " has a tick each " + a.header().intervalMillis() + " ms, " + nameB
                    + " each " + b.header().intervalMillis() + " ms; compare traces of one interval");
        }
        requireSameGuests(nameA, guests(nameA, a), nameB, guests(nameB, b));
        TracePair pair = new TracePair(a, b, since(a, onset(a)), since(b, onset(b)));
        if (pair.ticks().isEmpty()) {
            throw new InputException(
                    nameA + " and " + nameB + " have no tick in common, counted from the onset of their loads");
        }
        return pair;
    }

    /** Aligned by the ticks' own numbers, all of them. */
    static TracePair byTick(Trace traceA, Trace traceB) {
        MemoryTrace a = MemoryTrace.copyOf(traceA);
        MemoryTrace b = MemoryTrace.copyOf(traceB);
        return new TracePair(a, b, from(a, 0, Long.MIN_VALUE), from(b, 0, Long.MIN_VALUE));
    }

    /** The ticks that both have, in order. */
    List<Long> ticks() {
        List<Long> shared = new ArrayList<>(first.keySet());
        shared.retainAll(second.keySet());
        return shared;
    }

    /** The tick of the load's onset; of the first sample where the trace tells of none. */
    private static long onset(MemoryTrace trace) {
        return trace.events().stream()
                .filter(event -> event.type() == EventType.LOAD_ONSET)
                .mapToLong(Event::tick)
                .findFirst()
                .orElseGet(() ->
                        trace.samples().isEmpty() ? 0 : trace.samples().get(0).tick());
    }

    private static TreeMap<Long, Sample> since(MemoryTrace trace, long onset) {
        return from(trace, onset, onset);
    }

    private static TreeMap<Long, Sample> from(MemoryTrace trace, long origin, long first) {
        TreeMap<Long, Sample> samples = new TreeMap<>();
        trace.samples().stream()
                .filter(sample -> sample.tick() >= first)
                .forEach(sample -> samples.put(sample.tick() - origin, sample));
        return samples;
    }

    private static Set<String> guests(String name, MemoryTrace trace) {
        Set<String> names = new TreeSet<>();
        Map<String, Long> ticks = new TreeMap<>();
        for (Sample sample : trace.samples()) {
            for (DomainSample domain : sample.domains()) {
                names.add(domain.name());
                Long before = ticks.put(domain.name(), sample.tick());
                if (before != null && before == sample.tick()) {
                    throw new InputException(name + ": two guests are called " + domain.name() + " at tick "
                            + sample.tick() + "; traces are compared guest by guest, by name");
                }
            }
        }
        return names;
    }

    private static void requireSameGuests(String nameA, Set<String> a, String nameB, Set<String> b) {
        requireAll(nameA, a, nameB, b);
        requireAll(nameB, b, nameA, a);
    }

    private static void requireAll(String name, Set<String> guests, String otherName, Set<String> others) {
        Set<String> left = new TreeSet<>(guests);
        left.removeAll(others);
        if (!left.isEmpty()) {
            throw new InputException(name + " has a guest " + left.iterator().next() + ", " + otherName
                    + " has none of that name (" + left.size() + " of " + guests.size()
                    + "); compare traces of the same guests");
        }
    }
}
