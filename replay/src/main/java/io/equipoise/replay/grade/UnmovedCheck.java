package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.AffinityHistory;
import io.equipoise.replay.measure.Stages.Span;

/** No affinity set ever changes. */
final class UnmovedCheck implements Check {

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        AffinityHistory history = AffinityHistory.of(subject.trace());
        if (!history.changes().isEmpty()) {
            return Judgement.of(false, Shown.changes(history.changes()) + ", bound 0 (affinity sets)");
        }
        Shown.require(history);
        Span last = subject.stages().last();
        boolean whole =
                last.complete() && last.number() == subject.testCase().stages().size();
        String evidence = "no affinity set of " + history.vcpus() + " vCPUs changed from tick "
                + subject.trace().samples().get(0).tick() + " to " + subject.lastTick();
        return whole
                ? Judgement.of(true, evidence)
                : Judgement.undecided(evidence + ", where the trace ends before its load");
    }
}
