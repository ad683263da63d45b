package io.equipoise.coordinator.policy.cpu;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Local search by moves and swaps: each step brings the loads of two pCPUs nearer to each other, so that the sum of
 * squared loads falls and the largest load never rises. The fullest pCPU that can be helped comes first.
 */
final class Descent {
    /** A step that brings two loads no nearer than a tenth of a point is not worth it. */
    static final double LEAST = 0.001;

    private static final int NOBODY = -1;

    private final Placement placement;
    private final int[][] members;

    Descent(Placement placement) {
        this.placement = placement;
        this.members = new int[placement.pcpus()][];
        for (int pcpu = 0; pcpu < members.length; pcpu++) {
            gather(pcpu);
        }
    }

    /** Steps until none helps. */
    void run() {
        while (step()) {
            // the step is all there is to do
        }
    }

    /** Takes the best step that the fullest pCPU allows; false when no pCPU allows any. */
    boolean step() {
        List<Integer> fullestFirst = IntStream.range(0, placement.pcpus())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(placement::load).reversed())
                .toList();
        for (int from : fullestFirst) {
            Step best = Step.NONE;
            for (int to = 0; to < placement.pcpus(); to++) {
                best = better(best, from, to);
            }
            if (best.nearer > LEAST) {
                take(best, from);
                return true;
            }
        }
        return false;
    }

    private Step better(Step best, int from, int to) {
        double ahead = placement.load(from) - placement.load(to);
        if (ahead / 2 <= best.nearer) {
            return best;
        }
        Step found = best;
        for (int moved : members[from]) {
            found = better(found, moved, NOBODY, to, placement.demand(moved), ahead);
            for (int back : members[to]) {
                found = better(found, moved, back, to, placement.demand(moved) - placement.demand(back), ahead);
            }
        }
        return found;
    }

    /** How much nearer two loads come when one sheds {@code shed} to the other: the lesser of it and what is left ahead. */
    private static Step better(Step best, int moved, int back, int to, double shed, double ahead) {
        double nearer = Math.min(shed, ahead - shed);
        return nearer > best.nearer ? new Step(moved, back, to, nearer) : best;
    }

    private void take(Step step, int from) {
        placement.move(step.moved, step.to);
        if (step.back != NOBODY) {
            placement.move(step.back, from);
        }
        gather(from);
        gather(step.to);
    }

    private void gather(int pcpu) {
        members[pcpu] = IntStream.range(0, placement.vcpus())
                .filter(vcpu -> placement.at(vcpu) == pcpu)
                .toArray();
    }

    /** A vCPU to move, and the one that comes back for it. */
    private record Step(int moved, int back, int to, double nearer) {
        static final Step NONE = new Step(NOBODY, NOBODY, NOBODY, 0);
    }
}
