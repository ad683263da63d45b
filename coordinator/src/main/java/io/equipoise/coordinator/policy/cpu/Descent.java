package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Local search by moves and swaps: each step brings the loads of two pCPUs nearer to each other, so that the sum of
 * squared loads falls and the largest load never rises; none makes siblings share a pCPU. The fullest pCPU that can be
 * helped comes first.
 */
final class Descent {
    /** A step that brings two loads no nearer than a tenth of a point is not worth it. */
    static final double LEAST = 0.001;

    private static final int NOBODY = -1;
    private static final double ROUNDING = 1e-9;

    private final Placement placement;
    private final int[][] members;
    private final int[] emptiestFirst;
    private int moved;
    private int back;
    private int to;
    private double nearer;

    Descent(Placement placement) {
        this.placement = placement;
        this.members = new int[placement.pcpus()][];
        this.emptiestFirst = IntStream.range(0, placement.pcpus()).toArray();
        int[] counts = new int[members.length];
        for (int vcpu = 0; vcpu < placement.vcpus(); vcpu++) {
            counts[placement.at(vcpu)]++;
        }
        for (int pcpu = 0; pcpu < members.length; pcpu++) {
            members[pcpu] = new int[counts[pcpu]];
        }
        for (int vcpu = placement.vcpus() - 1; vcpu >= 0; vcpu--) {
            members[placement.at(vcpu)][--counts[placement.at(vcpu)]] = vcpu;
        }
        sort();
    }

    /** Steps until none helps. */
    void run() {
        while (step()) {
            // the step is all there is to do
        }
    }

    /** Takes the best step that the fullest pCPU allows; false when no pCPU allows any. */
    boolean step() {
        for (int f = emptiestFirst.length - 1; f > 0; f--) {
            int from = emptiestFirst[f];
            nearer = LEAST;
            moved = NOBODY;
            // Nothing brings two pCPUs nearer than half of what is between them, and that only shrinks from here on.
            for (int t = 0; t < f && ahead(from, emptiestFirst[t]) / 2 > nearer; t++) {
                compare(from, emptiestFirst[t]);
            }
            if (moved != NOBODY) {
                take(from);
                return true;
            }
        }
        return false;
    }

    private double ahead(int from, int other) {
        return placement.load(from) - placement.load(other);
    }

    private void compare(int from, int other) {
        double ahead = ahead(from, other);
        double[] demands = placement.problem().demand();
        double half = ahead / 2;
        for (int vcpu : members[from]) {
            double demand = demands[vcpu];
            if (demand <= nearer) {
                // Neither its move nor any swap brings more than what it demands.
                continue;
            }
            if (Math.min(demand, ahead - demand) > nearer && placement.fits(vcpu, other, NOBODY)) {
                keep(vcpu, NOBODY, other, Math.min(demand, ahead - demand));
            }
            for (int partner : members[other]) {
                double shed = demand - demands[partner];
                // Half of what is between the two is best. Most pairs are far from it: one comparison tells, but for
                // rounding.
                if (Math.abs(shed - half) < half - nearer + ROUNDING
                        && Math.min(shed, ahead - shed) > nearer
                        && placement.fits(vcpu, other, partner)
                        && placement.fits(partner, from, vcpu)) {
                    keep(vcpu, partner, other, Math.min(shed, ahead - shed));
                }
            }
        }
    }

    /** Notes a step: a vCPU to move, the one that comes back for it, and how much nearer two loads come. */
    private void keep(int vcpu, int partner, int other, double gained) {
        moved = vcpu;
        back = partner;
        to = other;
        nearer = gained;
    }

    private void take(int from) {
        placement.move(moved, to);
        if (back == NOBODY) {
            members[from] = without(members[from], moved);
            members[to] = with(members[to], moved);
        } else {
            placement.move(back, from);
            replace(members[from], moved, back);
            replace(members[to], back, moved);
        }
        sort();
    }

    private static int[] without(int[] members, int vcpu) {
        return IntStream.of(members).filter(member -> member != vcpu).toArray();
    }

    private static int[] with(int[] members, int vcpu) {
        int[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = vcpu;
        return more;
    }

    private static void replace(int[] members, int leaving, int coming) {
        for (int i = 0; i < members.length; i++) {
            members[i] = members[i] == leaving ? coming : members[i];
        }
    }

    /** By insertion, as no more than two are ever out of order after a step; ties by the lower number. */
    private void sort() {
        for (int i = 1; i < emptiestFirst.length; i++) {
            int pcpu = emptiestFirst[i];
            int j = i;
            for (; j > 0 && follows(emptiestFirst[j - 1], pcpu); j--) {
                emptiestFirst[j] = emptiestFirst[j - 1];
            }
            emptiestFirst[j] = pcpu;
        }
    }

    private boolean follows(int one, int other) {
        double ahead = placement.load(one) - placement.load(other);
        return ahead > 0 || (ahead == 0 && one > other);
    }
}
