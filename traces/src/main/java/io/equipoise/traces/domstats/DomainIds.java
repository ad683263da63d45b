package io.equipoise.traces.domstats;

import io.equipoise.traces.domstats.Dump.Domain;
import java.util.HashMap;
import java.util.Map;

/** Domain ids, which the dumps do not tell: in order of first appearance, and a new one when a domain's counters fall. */
final class DomainIds {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Map<String, Long>> counters = new HashMap<>();
    private int last;

    /** The id of a domain as the next dump shows it. */
    int of(Domain domain) {
        Map<String, Long> before = counters.put(domain.name(), domain.values());
        boolean fell = before != null
                && before.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().endsWith(".time")
                                && domain.values().getOrDefault(entry.getKey(), Long.MAX_VALUE) < entry.getValue());
        if (fell || before == null) {
            ids.put(domain.name(), ++last);
        }
        return ids.getOrDefault(domain.name(), last);
    }
}
