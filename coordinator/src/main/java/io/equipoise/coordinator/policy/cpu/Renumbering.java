package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The same placement with its pCPUs exchanged, so that many vCPUs stay where they are. */
final class Renumbering {
    private static final int NONE = -1;
    private static final int PAIR_BITS = 32;

    private Renumbering() {}

    /** Pairs groups and pCPUs greedily, those that share most vCPUs first; some may then be where they must not run. */
    static Placement of(int[] present, Placement placement) {
        int pcpus = placement.pcpus();
        int[] shared = new int[pcpus * pcpus];
        for (int vcpu = 0; vcpu < present.length; vcpu++) {
            if (present[vcpu] != Vcpus.FREE) {
                shared[placement.at(vcpu) * pcpus + present[vcpu]]++;
            }
        }
        int[] to = new int[pcpus];
        Arrays.fill(to, NONE);
        boolean[] taken = new boolean[pcpus];
        for (int pair : mostShared(shared)) {
            if (to[pair / pcpus] == NONE && !taken[pair % pcpus]) {
                to[pair / pcpus] = pair % pcpus;
                taken[pair % pcpus] = true;
            }
        }
        placeTheRest(to, taken);
        int[] at = IntStream.of(placement.positions()).map(group -> to[group]).toArray();
        return Placement.of(placement.problem(), at);
    }

    /** The pairs that share any, those that share most first, ties by the lower number. */
    private static int[] mostShared(int[] shared) {
        long[] keys = new long[shared.length];
        int found = 0;
        for (int pair = 0; pair < shared.length; pair++) {
            if (shared[pair] > 0) {
                keys[found++] = ((long) -shared[pair] << PAIR_BITS) | pair;
            }
        }
        Arrays.sort(keys, 0, found);
        int[] pairs = new int[found];
        for (int i = 0; i < found; i++) {
            pairs[i] = (int) keys[i];
        }
        return pairs;
    }

    /** A group that shares nobody stays where it is if it can, so that where the host's load is little it remains so. */
    private static void placeTheRest(int[] to, boolean[] taken) {
        for (int group = 0; group < to.length; group++) {
            if (to[group] == NONE && !taken[group]) {
                to[group] = group;
                taken[group] = true;
            }
        }
        int next = 0;
        for (int group = 0; group < to.length; group++) {
            if (to[group] == NONE) {
                while (taken[next]) {
                    next++;
                }
                to[group] = next;
                taken[next] = true;
            }
        }
    }
}
