package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/** A placement under search: the position of each vCPU's pCPU and the load that this puts on each pCPU. */
final class Placement {
    private final double[] demand;
    private final int[] at;
    private final double[] load;

    private Placement(double[] demand, int[] at, double[] load) {
        this.demand = demand;
        this.at = at;
        this.load = load;
    }

    /** Those vCPUs placed that are not free; the argument is copied. */
    static Placement of(double[] demand, int[] at, int pcpus) {
        Placement placement = new Placement(demand, at.clone(), new double[pcpus]);
        for (int i = 0; i < at.length; i++) {
            if (at[i] != Vcpus.FREE) {
                placement.load[at[i]] += demand[i];
            }
        }
        return placement;
    }

    /** Nobody placed yet. */
    static Placement empty(double[] demand, int pcpus) {
        int[] at = new int[demand.length];
        Arrays.fill(at, Vcpus.FREE);
        return of(demand, at, pcpus);
    }

    int vcpus() {
        return at.length;
    }

    int pcpus() {
        return load.length;
    }

    double demand(int vcpu) {
        return demand[vcpu];
    }

    int at(int vcpu) {
        return at[vcpu];
    }

    double load(int pcpu) {
        return load[pcpu];
    }

    /** Moves a vCPU, or places a free one. */
    void move(int vcpu, int pcpu) {
        if (at[vcpu] != Vcpus.FREE) {
            load[at[vcpu]] -= demand[vcpu];
        }
        at[vcpu] = pcpu;
        load[pcpu] += demand[vcpu];
    }

    /** The position of each vCPU's pCPU. */
    int[] positions() {
        return at.clone();
    }

    double largest() {
        return Arrays.stream(load).max().orElse(0);
    }

    int fullest() {
        int fullest = 0;
        for (int pcpu = 1; pcpu < load.length; pcpu++) {
            fullest = load[pcpu] > load[fullest] ? pcpu : fullest;
        }
        return fullest;
    }

    int emptiest() {
        int emptiest = 0;
        for (int pcpu = 1; pcpu < load.length; pcpu++) {
            emptiest = load[pcpu] < load[emptiest] ? pcpu : emptiest;
        }
        return emptiest;
    }

    /** No placement has a smaller largest load: the mean, or one vCPU's demand where that is more. */
    double lowerBound() {
        double sum = 0;
        double largest = 0;
        for (double one : demand) {
            sum += one;
            largest = Math.max(largest, one);
        }
        return Math.max(sum / load.length, largest);
    }

    /** How much less the k-th fullest pCPU carries in another placement, for the k where that is most. */
    double gain(Placement other) {
        double[] mine = load.clone();
        double[] theirs = other.load.clone();
        Arrays.sort(mine);
        Arrays.sort(theirs);
        double gain = 0;
        for (int i = 0; i < mine.length; i++) {
            gain = Math.max(gain, mine[i] - theirs[i]);
        }
        return gain;
    }

    /** vCPUs that stand elsewhere in another placement. */
    int changes(Placement other) {
        int changes = 0;
        for (int i = 0; i < at.length; i++) {
            changes += at[i] == other.at[i] ? 0 : 1;
        }
        return changes;
    }
}
