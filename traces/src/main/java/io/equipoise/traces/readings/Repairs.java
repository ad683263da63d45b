package io.equipoise.traces.readings;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was repaired or left out of a source, counted by rule. */
public final class Repairs {
    private final Map<String, Long> counts = new TreeMap<>();

    /** One more case of a rule, which is named by what was found and what was done. */
    public void count(String rule) {
        count(rule, 1);
    }

    public void count(String rule, long more) {
        if (more > 0) {
            counts.merge(rule, more, Long::sum);
        }
    }

    /** All counts in the rules' alphabetical order, for a header's note. */
    public String sentence() {
        return counts.isEmpty()
                ? "nothing was repaired or left out"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
