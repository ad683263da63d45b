package io.equipoise.replay.model.cpu;

import io.equipoise.traces.CpuSet;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator.OfInt;
import org.jspecify.annotations.Nullable;

/**
 * pCPUs that are tied together by affinities which span several of them, with every vCPU that may run there; one pCPU
 * alone where all affinities on it are single.
 */
final class Group {
    private static final int NOWHERE = -1;

    private final int[] pcpus;
    private final int[] members;
    private final CpuSet[] affinities;
    private final boolean alike;
    private boolean @Nullable [] allowed;

    private Group(int[] pcpus, int[] members, CpuSet[] affinities) {
        this.pcpus = pcpus;
        this.members = members;
        this.affinities = affinities;
        boolean all = true;
        for (CpuSet affinity : affinities) {
            all = all && affinity.size() == pcpus.length;
        }
        this.alike = all;
    }

    /** All groups of a host; a null or empty affinity leaves its vCPU out. */
    static List<Group> of(int pcpus, @Nullable CpuSet[] affinities) {
        int[] root = new int[pcpus];
        for (int p = 0; p < pcpus; p++) {
            root[p] = p;
        }
        CpuSet last = CpuSet.EMPTY;
        for (CpuSet affinity : affinities) {
            if (affinity != null && !affinity.isEmpty() && !affinity.equals(last)) {
                join(root, affinity);
                last = affinity;
            }
        }
        int[] pcpuRoots = new int[pcpus];
        for (int p = 0; p < pcpus; p++) {
            pcpuRoots[p] = find(root, p);
        }
        int[] memberRoots = new int[affinities.length];
        for (int v = 0; v < affinities.length; v++) {
            CpuSet affinity = affinities[v];
            memberRoots[v] = affinity == null || affinity.isEmpty() ? NOWHERE : pcpuRoots[affinity.first()];
        }
        int[][] pcpusOf = byRoot(pcpuRoots, pcpus);
        int[][] membersOf = byRoot(memberRoots, pcpus);
        List<Group> groups = new ArrayList<>();
        for (int p = 0; p < pcpus; p++) {
            if (pcpusOf[p].length > 0) {
                groups.add(group(pcpusOf[p], membersOf[p], affinities));
            }
        }
        return List.copyOf(groups);
    }

    private static void join(int[] root, CpuSet affinity) {
        int first = affinity.first();
        for (OfInt members = affinity.stream().iterator(); members.hasNext(); ) {
            root[find(root, members.nextInt())] = find(root, first);
        }
    }

    private static int find(int[] root, int pcpu) {
        int at = pcpu;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Which have each root, in ascending order. */
    private static int[][] byRoot(int[] roots, int count) {
        int[] sizes = new int[count];
        for (int root : roots) {
            if (root != NOWHERE) {
                sizes[root]++;
            }
        }
        int[][] found = new int[count][];
        for (int r = 0; r < count; r++) {
            found[r] = new int[sizes[r]];
        }
        for (int i = roots.length - 1; i >= 0; i--) {
            if (roots[i] != NOWHERE) {
                found[roots[i]][--sizes[roots[i]]] = i;
            }
        }
        return found;
    }

    private static Group group(int[] pcpus, int[] members, @Nullable CpuSet[] affinities) {
        CpuSet[] own = new CpuSet[members.length];
        for (int i = 0; i < members.length; i++) {
            CpuSet affinity = affinities[members[i]];
            own[i] = affinity == null ? CpuSet.EMPTY : affinity;
        }
        return new Group(pcpus, members, own);
    }

    /** In ascending order. */
    int[] pcpus() {
        return pcpus;
    }

    /** vCPUs in ascending order. */
    int[] members() {
        return members;
    }

    /** Whether every member may run on every pCPU of the group. */
    boolean alike() {
        return alike;
    }

    /** Whether member i may run on pCPU p of the group, at {@code i * pcpus.length + p}; made when first asked for. */
    boolean[] allowed() {
        boolean[] known = allowed;
        if (known == null) {
            known = new boolean[members.length * pcpus.length];
            for (int i = 0; i < members.length; i++) {
                for (int p = 0; p < pcpus.length; p++) {
                    known[i * pcpus.length + p] = affinities[i].contains(pcpus[p]);
                }
            }
            allowed = known;
        }
        return known;
    }
}
