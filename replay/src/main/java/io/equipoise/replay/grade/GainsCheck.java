package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.Stages.Span;
import java.util.List;
import java.util.Optional;

/** Over its stage the balloon of each guest grows by at least half of what it needs and could be given. */
final class GainsCheck implements Check {
    private static final double SHARE = 50;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<GuestMemory> guests = subject.guests(expectation.guests());
        Span stage = subject.stage(expectation);
        Optional<Judgement> nobodyActed = StillBalloons.judge(subject, guests, stage.start(), stage.end());
        return nobodyActed.orElseGet(() -> Judgement.ofAll(guests.stream()
                .map(guest -> judge(subject, expectation, guest, stage))
                .toList()));
    }

    private static Judgement judge(Subject subject, Expectation expectation, GuestMemory guest, Span stage) {
        ExpectedGain expected = ExpectedGain.of(subject, guest, stage);
        double grew = BalloonSum.of(guest, stage.end()) - BalloonSum.of(guest, stage.start());
        double bound = Subject.bound(expectation, SHARE) / 100 * expected.mib();
        String evidence = "the balloon of " + guest.name() + " grew by " + Words.mib(grew) + " from tick "
                + stage.start() + " to " + stage.end() + ", bound " + Words.mib(bound) + ": " + expected.evidence();
        if (expected.mib() < ExpectedGain.LEAST) {
            return Judgement.undecided(guest.name() + " had too little to gain, under " + Words.mib(ExpectedGain.LEAST)
                    + ": " + expected.evidence());
        }
        return stage.complete() || grew >= bound
                ? Judgement.of(grew >= bound, evidence)
                : Judgement.undecided(evidence + "; the trace ends before the stage");
    }
}
