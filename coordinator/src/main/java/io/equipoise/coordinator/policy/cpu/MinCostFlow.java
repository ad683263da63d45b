package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * A flow of least cost from a source to a sink, by successive shortest paths with potentials: R. K. Ahuja, T. L. Magnanti
 * and J. B. Orlin, Network Flows (1993), section 9.7. Costs are integers of at least 0.
 */
final class MinCostFlow {
    private static final int NONE = -1;
    private static final int FIRST = 16;

    private final int[] firstArc;
    private int[] nextArc = new int[FIRST];
    private int[] head = new int[FIRST];
    private int[] room = new int[FIRST];
    private long[] cost = new long[FIRST];
    private long[] step = new long[FIRST];
    private int arcs;
    private final long[] potential;
    private final long[] distance;
    private final int[] by;

    MinCostFlow(int nodes) {
        firstArc = new int[nodes];
        Arrays.fill(firstArc, NONE);
        potential = new long[nodes];
        distance = new long[nodes];
        by = new int[nodes];
    }

    /** Adds an arc, which the answer names. */
    int arc(int from, int to, int capacity, long costEach) {
        add(from, to, capacity, costEach);
        add(to, from, 0, -costEach);
        return arcs - 2;
    }

    /** Adds room for any number of units, of which the k-th costs {@code k * costEach}. */
    void risingArc(int from, int to, long costEach) {
        if (costEach == 0) {
            arc(from, to, Integer.MAX_VALUE, 0);
        } else {
            int arc = arc(from, to, 1, costEach);
            step[arc] = costEach;
        }
    }

    private void add(int from, int to, int capacity, long costEach) {
        if (arcs == head.length) {
            nextArc = Arrays.copyOf(nextArc, 2 * arcs);
            head = Arrays.copyOf(head, 2 * arcs);
            room = Arrays.copyOf(room, 2 * arcs);
            cost = Arrays.copyOf(cost, 2 * arcs);
            step = Arrays.copyOf(step, 2 * arcs);
        }
        head[arcs] = to;
        room[arcs] = capacity;
        cost[arcs] = costEach;
        step[arcs] = 0;
        nextArc[arcs] = firstArc[from];
        firstArc[from] = arcs++;
    }

    /** What flows through an arc. */
    int flow(int arc) {
        return room[arc ^ 1];
    }

    /** Sends as many units as there is room for, at most these; returns how many. */
    int send(int source, int sink, int units) {
        int sent = 0;
        while (sent < units && reach(source, sink)) {
            for (int node = sink; node != source; node = head[by[node] ^ 1]) {
                room[by[node]]--;
                room[by[node] ^ 1]++;
                followUp(by[node]);
            }
            sent++;
        }
        return sent;
    }

    /** The next unit's arc of a rising one that is full; dearer than the full one, so that the potentials hold. */
    private void followUp(int arc) {
        if (step[arc] > 0 && room[arc] == 0) {
            long costEach = step[arc];
            step[arc] = 0;
            int next = arc(head[arc ^ 1], head[arc], 1, cost[arc] + costEach);
            step[next] = costEach;
        }
    }

    /** Dijkstra's shortest paths by reduced costs; updates the potentials, false where the sink is out of reach. */
    private boolean reach(int source, int sink) {
        Arrays.fill(distance, Long.MAX_VALUE);
        distance[source] = 0;
        PriorityQueue<Reached> queue = new PriorityQueue<>();
        queue.add(new Reached(source, 0));
        while (!queue.isEmpty()) {
            Reached next = queue.remove();
            if (next.distance > distance[next.node]) {
                continue;
            }
            if (next.node == sink) {
                break;
            }
            for (int arc = firstArc[next.node]; arc != NONE; arc = nextArc[arc]) {
                long reduced = cost[arc] + potential[next.node] - potential[head[arc]];
                if (room[arc] > 0 && next.distance + reduced < distance[head[arc]]) {
                    distance[head[arc]] = next.distance + reduced;
                    by[head[arc]] = arc;
                    queue.add(new Reached(head[arc], distance[head[arc]]));
                }
            }
        }
        if (distance[sink] == Long.MAX_VALUE) {
            return false;
        }
        for (int node = 0; node < distance.length; node++) {
            potential[node] += Math.min(distance[node], distance[sink]);
        }
        return true;
    }

    private record Reached(int node, long distance) implements Comparable<Reached> {
        @Override
        public int compareTo(Reached other) {
            return Long.compare(distance, other.distance);
        }
    }
}
