package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.Stages.Span;

/** The first five consecutive balanced windows begin within 25 ticks of the load's onset, or of its stage's begin. */
final class ConvergedCheck implements Check {
    private static final double LIMIT = 25;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        Span stage = subject.stage(expectation);
        double limit = Subject.bound(expectation, LIMIT);
        Convergence convergence = Convergence.of(subject.windows(), stage, subject.rule());
        String bound = "bound " + Math.round(limit) + " ticks after the load at tick " + stage.begin();
        if (convergence.first() != null) {
            long after = convergence.first().fromTick() - stage.begin();
            return Judgement.of(
                    after <= limit,
                    "five balanced windows in a row begin " + after + " ticks after the load, " + bound
                            + "; the first, " + subject.rule().evidence(convergence.first()));
        }
        if (convergence.openSince() != null && convergence.openSince() - stage.begin() <= limit) {
            return Judgement.undecided("no five balanced windows in a row up to tick " + stage.end()
                    + ", where the trace or its stage ends before the limit has run out, " + bound);
        }
        if (convergence.unknown() > 0) {
            return Judgement.undecided("no five balanced windows in a row, but usage is not known of every pCPU in "
                    + convergence.unknown() + " windows, " + bound);
        }
        return Judgement.of(
                false,
                "no five balanced windows in a row from tick " + stage.begin() + " to " + stage.end() + ", " + bound);
    }
}
