package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.Stages.Span;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** At the stage's end largest and smallest balloon differ by at most 10 % of the mean. */
final class SimilarCheck implements Check {
    private static final double SPREAD = 10;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<GuestMemory> guests = subject.guests(expectation.guests());
        Span stage = subject.stage(expectation);
        DoubleSummaryStatistics balloons = guests.stream()
                .mapToDouble(guest -> BalloonSum.of(guest, stage.end()))
                .summaryStatistics();
        double spread = 100 * (balloons.getMax() - balloons.getMin()) / balloons.getAverage();
        double bound = Subject.bound(expectation, SPREAD);
        String evidence = "balloons from " + Words.mib(balloons.getMin()) + " to " + Words.mib(balloons.getMax())
                + " at tick " + stage.end() + ": " + Words.percent(spread) + " of their mean, bound "
                + Words.percent(bound);
        return stage.complete()
                ? Judgement.of(spread <= bound, evidence)
                : Judgement.undecided(evidence + "; the trace ends before the stage");
    }
}
