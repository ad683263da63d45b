package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.Stages.Span;
import java.util.List;

/** At the stage's end the guests' balloons sum to at least 10 % less than at the case's start. */
final class GivesCheck implements Check {
    private static final double SHARE = 10;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<GuestMemory> guests = subject.guests(expectation.guests());
        Span stage = subject.stage(expectation);
        long first = subject.trace().samples().get(0).tick();
        double start = BalloonSum.of(guests, first);
        double end = BalloonSum.of(guests, stage.end());
        double bound = start * (1 - Subject.bound(expectation, SHARE) / 100);
        String evidence = "the balloons of " + BalloonSum.names(guests) + " sum to " + Words.mib(end) + " at tick "
                + stage.end() + ", " + Words.mib(start) + " at tick " + first + ", bound " + Words.mib(bound);
        return stage.complete()
                ? Judgement.of(end <= bound, evidence)
                : Judgement.undecided(evidence + "; the trace ends before the stage");
    }
}
