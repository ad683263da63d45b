package io.equipoise.replay.model.cpu;

import io.equipoise.traces.CpuSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * pCPUs that are tied together by affinities which span several of them, with every vCPU that may run there; one pCPU
 * alone where all affinities on it are single.
 *
 * @param pcpus in ascending order
 * @param members vCPUs in ascending order
 * @param allowed whether member i may run on pCPU p of the group, at {@code i * pcpus.length + p}
 * @param alike whether every member may run on every pCPU of the group
 */
record Group(int[] pcpus, int[] members, boolean[] allowed, boolean alike) {

    /** All groups of a host; a null or empty affinity leaves its vCPU out. */
    static List<Group> of(int pcpus, @Nullable CpuSet[] affinities) {
        int[] root = new int[pcpus];
        for (int p = 0; p < pcpus; p++) {
            root[p] = p;
        }
        for (CpuSet affinity : affinities) {
            if (affinity != null && !affinity.isEmpty()) {
                int first = affinity.first();
                affinity.stream().forEach(p -> root[find(root, p)] = find(root, first));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (int p = 0; p < pcpus; p++) {
            if (find(root, p) == p) {
                groups.add(group(root, p, affinities));
            }
        }
        return List.copyOf(groups);
    }

    private static int find(int[] root, int pcpu) {
        int at = pcpu;
        while (root[at] != at) {
            at = root[at];
        }
        return at;
    }

    private static Group group(int[] root, int of, @Nullable CpuSet[] affinities) {
        int[] pcpus =
                IntStream.range(0, root.length).filter(p -> find(root, p) == of).toArray();
        int[] members = IntStream.range(0, affinities.length)
                .filter(v -> isIn(root, of, affinities[v]))
                .toArray();
        boolean[] allowed = new boolean[members.length * pcpus.length];
        boolean alike = true;
        for (int i = 0; i < members.length; i++) {
            CpuSet affinity = affinities[members[i]];
            for (int p = 0; p < pcpus.length; p++) {
                allowed[i * pcpus.length + p] = affinity != null && affinity.contains(pcpus[p]);
                alike &= allowed[i * pcpus.length + p];
            }
        }
        return new Group(pcpus, members, allowed, alike);
    }

    private static boolean isIn(int[] root, int of, @Nullable CpuSet affinity) {
        return affinity != null && !affinity.isEmpty() && find(root, affinity.first()) == of;
    }
}
