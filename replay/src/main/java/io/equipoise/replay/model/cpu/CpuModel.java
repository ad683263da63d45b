package io.equipoise.replay.model.cpu;

import io.equipoise.traces.CpuSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How vCPUs share a host's pCPUs over one interval: each group of pCPUs tied together by affinities is a station of a
 * closed queueing network. Equal weights on pCPUs that all members share are solved exactly, the rest approximately.
 * All quantities are shares of the interval, at most 1; nothing is allocated unless affinities changed, or a
 * group is solved approximately, or as a crowded one near saturation, for the first time since.
 */
public final class CpuModel {
    /** A pCPU leaves the guests at least this much, whatever the host load. */
    public static final double LEAST_CAPACITY = 0.02;

    private static final double EQUAL = 1e-9;

    private final @Nullable CpuSet[] affinities;
    private final double[] load;
    private final double[] run;
    private final double[] wait;
    private final double[] sleep;
    private final double[] used;
    private final double[] idle;
    private final ClosedQueue queue = new ClosedQueue();
    private final WeightedSharing weighted = new WeightedSharing();
    private final Levelling levelling = new Levelling();
    private List<Group> groups = List.of();
    private List<int[]> pcpuGroups = List.of();
    private List<int[]> vcpuGroups = List.of();
    private boolean placed;

    /** A model of this many pCPUs and at most this many vCPUs, none of which runs before it has an affinity. */
    public CpuModel(int pcpus, int vcpus) {
        affinities = new CpuSet[vcpus];
        load = new double[pcpus];
        run = new double[vcpus];
        wait = new double[vcpus];
        sleep = new double[vcpus];
        used = new double[pcpus];
        idle = new double[pcpus];
    }

    /** Sets the pCPUs that a vCPU may run on, all of them on this host; null takes the vCPU away. */
    public void place(int vcpu, @Nullable CpuSet affinity) {
        if (Objects.equals(affinity, affinities[vcpu])) {
            return;
        }
        if (affinity != null && (affinity.isEmpty() || affinity.last() >= load.length)) {
            throw new IllegalArgumentException("affinity '" + affinity + "' is not on " + load.length + " pCPUs");
        }
        affinities[vcpu] = affinity;
        placed = false;
    }

    /**
     * Solves one interval.
     *
     * @param demand of each vCPU uncontended, 0 to 1
     * @param weight of each vCPU when several want one pCPU; above 0, only ratios matter
     * @param hostLoad of each pCPU: what the host itself takes there first; held to 1 − {@link #LEAST_CAPACITY}
     */
    public void solve(double[] demand, double[] weight, double[] hostLoad) {
        if (!placed) {
            group();
        }
        for (int p = 0; p < load.length; p++) {
            load[p] = Math.max(0, Math.min(1 - LEAST_CAPACITY, hostLoad[p]));
        }
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            if (group.alike() && equal(group, demand, weight)) {
                exact(group, demand);
            } else {
                approximate(group, demand, weight);
            }
            for (int v : group.members()) {
                wait[v] = Math.max(0, 1 - run[v] - sleep[v]);
            }
        }
    }

    private void group() {
        groups = Group.of(load.length, affinities);
        pcpuGroups = groups.stream().map(Group::pcpus).toList();
        vcpuGroups = groups.stream().map(Group::members).toList();
        for (Group group : groups) {
            queue.reserve(group.members().length);
        }
        for (int v = 0; v < affinities.length; v++) {
            if (affinities[v] == null) {
                run[v] = 0;
                wait[v] = 0;
                sleep[v] = 0;
            }
        }
        placed = true;
    }

    private static boolean equal(Group group, double[] demand, double[] weight) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int v : group.members()) {
            if (demand[v] > ClosedQueue.NO_DEMAND) {
                least = Math.min(least, weight[v]);
                most = Math.max(most, weight[v]);
            }
        }
        return most <= least * (1 + EQUAL);
    }

    private void exact(Group group, double[] demand) {
        double capacity = 0;
        for (int p : group.pcpus()) {
            capacity += 1 - load[p];
        }
        double served = queue.solve(group.members(), demand, capacity, run, sleep);
        double ran = 0;
        for (int v : group.members()) {
            ran += run[v];
        }
        double level = level(group, served);
        for (int p : group.pcpus()) {
            double here = Math.max(0, level - load[p]);
            used[p] = served > 0 ? here * ran / served : 0;
            idle[p] = 1 - load[p] - here;
        }
    }

    /** How high the pCPUs of a group stand, host load included, when this much service is spread so as to level them. */
    private double level(Group group, double served) {
        double level = Double.POSITIVE_INFINITY;
        while (true) {
            double sum = served;
            int under = 0;
            for (int p : group.pcpus()) {
                if (load[p] < level) {
                    sum += load[p];
                    under++;
                }
            }
            if (under == 0 || sum / under >= level) {
                return level;
            }
            level = sum / under;
        }
    }

    private void approximate(Group group, double[] demand, double[] weight) {
        weighted.reserve(group);
        levelling.reserve(group);
        double[] fractions = levelling.fractions(group, demand, load);
        weighted.solve(group, fractions, demand, weight, load, run, sleep, used);
        for (int p : group.pcpus()) {
            idle[p] = Math.max(0, 1 - load[p] - used[p]);
        }
    }

    /** Groups of pCPUs tied together by affinities, as of the last solution: the pCPUs of each. */
    public List<int[]> pcpuGroups() {
        return pcpuGroups;
    }

    /** The vCPUs of each group of {@link #pcpuGroups}, in the same order. */
    public List<int[]> vcpuGroups() {
        return vcpuGroups;
    }

    /** Share of the interval that a vCPU ran. */
    public double run(int vcpu) {
        return run[vcpu];
    }

    /** Share of the interval that a vCPU was runnable but waited. */
    public double wait(int vcpu) {
        return wait[vcpu];
    }

    /** Share of the interval that a vCPU slept. */
    public double sleep(int vcpu) {
        return sleep[vcpu];
    }

    /** Share of the interval that a pCPU ran guests. */
    public double used(int pcpu) {
        return used[pcpu];
    }

    /** Share of the interval that a pCPU took for the host itself. */
    public double hostLoad(int pcpu) {
        return load[pcpu];
    }

    /** Share of the interval that a pCPU was idle. */
    public double idle(int pcpu) {
        return idle[pcpu];
    }
}
