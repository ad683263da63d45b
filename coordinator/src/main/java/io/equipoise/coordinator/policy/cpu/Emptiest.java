package io.equipoise.coordinator.policy.cpu;

/**
 * The pCPU of least load, ties by the lower number, at the root of a tree of matches. Loads are told apart by the bits of
 * doubles that are not negative, which are in the order of their values: that takes no branch that is hard to foresee.
 */
final class Emptiest {
    private final Placement placement;
    private final int leaves;
    private final int[] winner;
    private final long[] least;

    Emptiest(Placement placement) {
        this.placement = placement;
        int pcpus = placement.pcpus();
        leaves = Integer.highestOneBit(2 * pcpus - 1);
        winner = new int[2 * leaves];
        least = new long[2 * leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            winner[leaves + leaf] = leaf;
            least[leaves + leaf] = leaf < pcpus ? bits(leaf) : Long.MAX_VALUE;
        }
        for (int match = leaves - 1; match > 0; match--) {
            boolean right = least[2 * match + 1] < least[2 * match];
            winner[match] = winner[right ? 2 * match + 1 : 2 * match];
            least[match] = least[right ? 2 * match + 1 : 2 * match];
        }
    }

    /** The emptiest of all. */
    int pcpu() {
        return winner[1];
    }

    /** Takes in that the load of a pCPU changed. */
    void changed(int pcpu) {
        int best = pcpu;
        long load = bits(pcpu);
        least[leaves + pcpu] = load;
        for (int node = leaves + pcpu; node > 1; node >>= 1) {
            int rival = winner[node ^ 1];
            long other = least[node ^ 1];
            // A rival on the left has the lower number and wins when even.
            boolean lost = other - (node & 1) < load;
            best = lost ? rival : best;
            load = lost ? other : load;
            winner[node >> 1] = best;
            least[node >> 1] = load;
        }
    }

    /** A zero of either sign is the same. */
    private long bits(int pcpu) {
        return Double.doubleToRawLongBits(placement.load(pcpu) + 0.0);
    }
}
