package io.equipoise.replay.grade;

import io.equipoise.replay.measure.AffinityHistory;
import io.equipoise.replay.measure.AffinityHistory.Change;
import java.util.List;

/** What a trace shows of affinities, in words. */
final class Shown {

    private Shown() {}

    /** A trace that shows no affinity, or not every vCPU's, leaves a check on them undecided. */
    static void require(AffinityHistory history) {
        if (history.vcpus() == 0) {
            throw new Undecided("the trace shows no vCPU");
        }
        if (!history.hidden().isEmpty()) {
            throw new Undecided("the trace does not show the affinity of "
                    + history.hidden().size() + " of "
                    + history.vcpus() + " vCPUs, only where they were seen ("
                    + history.hidden().get(0) + (history.hidden().size() > 1 ? ", …)" : ")"));
        }
    }

    static String changes(List<Change> changes) {
        Change first = changes.get(0);
        return changes.size() + (changes.size() == 1 ? " change" : " changes") + " of affinity, the first at tick "
                + first.tick() + ": " + first.vcpu() + " from " + first.from() + " to " + first.to();
    }
}
