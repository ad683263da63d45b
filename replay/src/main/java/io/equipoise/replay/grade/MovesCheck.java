package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.Stages.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Over its stage the sum of some guests' balloons falls and that of others grows, each by at least 10 %. */
final class MovesCheck implements Check {
    private static final double SHARE = 10;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<GuestMemory> from = subject.guests(expectation.guests());
        List<GuestMemory> to = subject.guests(expectation.to());
        Span stage = subject.stages()
                .of(expectation.stage() == null ? 1 : expectation.stage())
                .orElse(null);
        Optional<Judgement> nobodyActed = StillBalloons.judge(
                subject,
                Stream.concat(from.stream(), to.stream()).toList(),
                stage == null ? subject.trace().samples().get(0).tick() : stage.start(),
                stage == null ? subject.lastTick() : stage.end());
        return nobodyActed.orElseGet(() -> judge(subject, expectation, from, to));
    }

    private static Judgement judge(
            Subject subject, Expectation expectation, List<GuestMemory> from, List<GuestMemory> to) {
        Span stage = subject.stage(expectation);
        double bound = Subject.bound(expectation, SHARE);
        double fell = 0 - change(from, stage);
        double grew = change(to, stage);
        String evidence = "from tick " + stage.start() + " to " + stage.end() + " the balloons of "
                + BalloonSum.names(from) + " fell by " + Words.percent(fell) + " and those of " + BalloonSum.names(to)
                + " grew by " + Words.percent(grew) + ", bound " + Words.percent(bound) + " each";
        return stage.complete()
                ? Judgement.of(fell >= bound && grew >= bound, evidence)
                : Judgement.undecided(evidence + "; the trace ends before the stage");
    }

    private static double change(List<GuestMemory> guests, Span stage) {
        double begin = BalloonSum.of(guests, stage.start());
        return 100 * (BalloonSum.of(guests, stage.end()) - begin) / begin;
    }
}
