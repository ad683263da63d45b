package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.CheckName;
import io.equipoise.replay.measure.AffinityHistory;
import io.equipoise.replay.measure.AffinityHistory.Change;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.replay.measure.UsageWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * After the first balanced window no affinity set changes until the load does. In a case that expects {@code placed}, the
 * change that first leaves a free vCPU on one pCPU is asked for, so that it does not count.
 */
final class StableCheck implements Check {

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        AffinityHistory history = AffinityHistory.of(subject.trace());
        Shown.require(history);
        if (!subject.stages().marked() && subject.testCase().stages().size() > 1) {
            throw new Undecided("the trace does not show when its load changes");
        }
        List<Judgement> judgements = new ArrayList<>();
        for (int number = 1; number <= subject.testCase().stages().size(); number++) {
            if (expectation.stage() == null || expectation.stage() == number) {
                judgements.add(judge(subject, history, number));
            }
        }
        return Judgement.ofAll(judgements);
    }

    private static Judgement judge(Subject subject, AffinityHistory history, int number) {
        Span stage = subject.stages().of(number).orElse(null);
        if (stage == null) {
            return Judgement.undecided("the trace ends at tick " + subject.lastTick() + " before stage " + number);
        }
        UsageWindow first =
                Convergence.of(subject.windows(), stage, subject.rule()).first();
        if (first == null) {
            return Judgement.undecided(
                    "stage " + number + " did not converge up to tick " + stage.end() + ": nothing to keep");
        }
        boolean placing = subject.testCase().expectations().stream()
                .anyMatch(expectation -> expectation.check() == CheckName.PLACED);
        List<Change> needless = history.after(first.toTick(), stage.end()).stream()
                .filter(change -> !(placing && change.placing()))
                .toList();
        if (!needless.isEmpty()) {
            return Judgement.of(
                    false,
                    Shown.changes(needless) + " after the first balanced window ended at tick " + first.toTick()
                            + ", bound 0 (affinity sets)");
        }
        return stage.complete()
                ? Judgement.of(true, "no affinity set changed from tick " + first.toTick() + " to " + stage.end())
                : Judgement.undecided("no affinity set changed from tick " + first.toTick() + " to " + stage.end()
                        + ", where the trace ends before its stage");
    }
}
