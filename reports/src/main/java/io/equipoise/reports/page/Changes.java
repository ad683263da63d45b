package io.equipoise.reports.page;

import io.equipoise.reports.Numbers;
import io.equipoise.reports.chart.Timeline;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a policy changed, told in short.
 *
 * @param summary how much, and which guards held it back
 * @param lines the first ticks with changes, one line each
 * @param left how many ticks with changes are not told
 */
record Changes(String summary, List<String> lines, int left) {
    private static final int MOST_LINES = 25;

    static Changes of(MemoryTrace trace) {
        Map<Long, List<Decision>> byTick = new TreeMap<>();
        Map<String, Integer> guards = new TreeMap<>();
        int sent = 0;
        for (Decision decision : trace.decisions()) {
            if (decision.role() != Decision.Role.ACTIVE || decision.domain() == null) {
                continue;
            }
            if (decision.guard() != null) {
                guards.merge(decision.guard(), 1, Integer::sum);
            }
            if (decision.guarded() != null && decision.answer() != null) {
                sent++;
                byTick.computeIfAbsent(decision.tick(), tick -> new ArrayList<>())
                        .add(decision);
            }
        }
        Map<String, String> names = names(trace);
        Timeline time = Timeline.of(trace);
        List<String> lines = byTick.entrySet().stream()
                .limit(MOST_LINES)
                .map(entry -> Numbers.text(time.at(entry.getKey())) + " s: " + told(entry.getValue(), names))
                .toList();
        return new Changes(summary(sent, guards), lines, byTick.size() - lines.size());
    }

    private static String summary(int sent, Map<String, Integer> guards) {
        String held = guards.entrySet().stream()
                .map(guard -> guard.getKey() + " " + guard.getValue())
                .collect(Collectors.joining(", "));
        return sent + (sent == 1 ? " change" : " changes") + (held.isEmpty() ? "" : "; held back by guards: " + held);
    }

    /** The changes of one tick, those with the same reason together. */
    private static String told(List<Decision> decisions, Map<String, String> names) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            String reason = decision.reason() == null ? "" : decision.reason();
            String answer = "ok".equals(decision.answer()) ? "" : " (" + decision.answer() + ")";
            byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(target(decision, names) + answer);
        }
        return byReason.entrySet().stream()
                .map(entry ->
                        String.join(", ", entry.getValue()) + (entry.getKey().isEmpty() ? "" : ": " + entry.getKey()))
                .collect(Collectors.joining("; "));
    }

    private static String target(Decision decision, Map<String, String> names) {
        String name = names.getOrDefault(String.valueOf(decision.domain()), String.valueOf(decision.domain()));
        Decision.Value value = decision.guarded();
        if (value == null) {
            return name;
        }
        if (value.balloonKiB() != null) {
            return name + " → " + value.balloonKiB() / 1024 + " MiB";
        }
        Integer vcpu = decision.vcpu();
        return name + (vcpu == null || vcpu == 0 ? "" : " vCPU " + vcpu) + " → pCPU " + value.affinity();
    }

    private static Map<String, String> names(MemoryTrace trace) {
        Map<String, String> names = new HashMap<>();
        for (Sample sample : trace.samples()) {
            for (DomainSample domain : sample.domains()) {
                names.put(domain.uuid(), domain.name());
            }
        }
        return names;
    }
}
