package io.equipoise.traces.monitor;

import io.equipoise.traces.monitor.LogLine.Counters;
import io.equipoise.traces.monitor.LogLine.Fact;
import io.equipoise.traces.monitor.LogLine.GuestMemory;
import io.equipoise.traces.monitor.LogLine.HostMemory;
import io.equipoise.traces.monitor.LogLine.Seen;
import io.equipoise.traces.monitor.LogLine.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The facts of one sample as the log shows them. */
final class LogSample {
    private final SortedMap<Integer, Double> usage = new TreeMap<>();
    private final Map<Integer, List<String>> seen = new LinkedHashMap<>();
    private final Map<String, Counters> counters = new LinkedHashMap<>();
    private final Map<String, GuestMemory> memory = new LinkedHashMap<>();
    private final Map<String, Long> host = new HashMap<>();
    private boolean cut;

    boolean isEmpty() {
        return usage.isEmpty() && seen.isEmpty() && counters.isEmpty() && memory.isEmpty() && host.isEmpty();
    }

    /** Whether the fact must belong to the next sample, though no boundary stands before it. */
    boolean isOver(Fact next) {
        if (next instanceof Usage line) {
            boolean again = line.kind() == LogKind.CPU_MACHINE && line.pcpu() == 0 && !isEmpty();
            return again || usage.containsKey(line.pcpu());
        }
        if (next instanceof Counters line) {
            return counters.containsKey(line.domain());
        }
        if (next instanceof GuestMemory line) {
            return memory.containsKey(line.domain());
        }
        return next instanceof HostMemory line && host.containsKey(line.figure());
    }

    void add(Fact fact) {
        cut |= fact.cut();
        if (fact instanceof Usage line) {
            usage.put(line.pcpu(), line.percent());
            seen.computeIfAbsent(line.pcpu(), pcpu -> new ArrayList<>()).addAll(line.domains());
        } else if (fact instanceof Seen line) {
            seen.computeIfAbsent(line.pcpu(), pcpu -> new ArrayList<>()).add(line.domain());
        } else if (fact instanceof Counters line) {
            counters.put(line.domain(), line);
        } else if (fact instanceof GuestMemory line) {
            memory.put(line.domain(), line);
        } else if (fact instanceof HostMemory line) {
            host.put(line.figure(), line.kib());
        }
    }

    void markCut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    SortedMap<Integer, Double> usage() {
        return usage;
    }

    Map<Integer, List<String>> seen() {
        return seen;
    }

    Map<String, Counters> counters() {
        return counters;
    }

    Map<String, GuestMemory> memory() {
        return memory;
    }

    Map<String, Long> host() {
        return host;
    }

    /** Lists of domains that the monitor wrote in its own order. */
    Collection<List<String>> orders() {
        if (!counters.isEmpty()) {
            return List.of(List.copyOf(counters.keySet()));
        }
        return memory.isEmpty() ? seen.values() : List.of(List.copyOf(memory.keySet()));
    }

    Set<String> domains() {
        Set<String> names = new LinkedHashSet<>();
        orders().forEach(names::addAll);
        seen.values().forEach(names::addAll);
        return names;
    }
}
