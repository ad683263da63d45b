package io.equipoise.traces.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * The order of domain ids as far as a log tells it: each of its lists is in that order, so their merge is (Kahn 1962). What
 * the lists leave open is ordered by first appearance.
 */
final class GuestOrder {
    private final Map<String, Set<String>> before = new LinkedHashMap<>();

    void add(Collection<String> list) {
        String previous = null;
        for (String name : list) {
            Set<String> earlier = before.computeIfAbsent(name, key -> new LinkedHashSet<>());
            if (previous != null && !previous.equals(name)) {
                earlier.add(previous);
            }
            previous = name;
        }
    }

    /** All names; those whose lists contradict each other come last. */
    List<String> names() {
        List<String> order = new ArrayList<>();
        Map<String, Set<String>> waiting = new LinkedHashMap<>();
        before.forEach((name, earlier) -> waiting.put(name, new LinkedHashSet<>(earlier)));
        Queue<String> ready = new ArrayDeque<>();
        takeReady(waiting, ready);
        while (!ready.isEmpty()) {
            String name = ready.remove();
            order.add(name);
            waiting.values().forEach(earlier -> earlier.remove(name));
            takeReady(waiting, ready);
        }
        order.addAll(waiting.keySet());
        return order;
    }

    private static void takeReady(Map<String, Set<String>> waiting, Queue<String> ready) {
        waiting.entrySet().removeIf(entry -> entry.getValue().isEmpty() && ready.add(entry.getKey()));
    }
}
