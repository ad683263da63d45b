package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.CheckName;
import io.equipoise.replay.cases.Movements;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code converged} in memory cases: each expected movement of balloons has begun within 100 samples, the first at its stage's begin. */
final class MovementBegunCheck implements Check {
    private static final double LIMIT = 100;
    private static final double BEGUN = 1;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<Judgement> judgements = new ArrayList<>();
        for (Expectation movement : Movements.of(subject.testCase().expectations(), expectation.stage())) {
            Span stage = subject.stage(movement);
            long limit = stage.begin() + Math.round(Subject.bound(expectation, LIMIT)) - 1;
            if (movement.check() == CheckName.GAINS || movement.check() == CheckName.RETURNS) {
                int sign = movement.check() == CheckName.GAINS ? 1 : -1;
                for (GuestMemory guest : subject.guests(movement.guests())) {
                    judgements.add(judge(subject, movement, List.of(guest), sign, stage, limit));
                }
            } else {
                judgements.add(judge(subject, movement, subject.guests(movement.guests()), -1, stage, limit));
            }
            if (movement.check() == CheckName.MOVES) {
                judgements.add(judge(subject, movement, subject.guests(movement.to()), 1, stage, limit));
            }
        }
        return Judgement.ofAll(judgements);
    }

    private static Judgement judge(
            Subject subject, Expectation movement, List<GuestMemory> guests, int sign, Span stage, long limit) {
        String what = (guests.size() == 1 ? "the balloon of " : "the balloons of ")
                + BalloonSum.names(guests)
                + (sign > 0 ? " grew" : " fell");
        OptionalLong begun = begun(subject, guests, sign, stage, limit);
        if (begun.isPresent()) {
            return Judgement.of(true, what + " at tick " + begun.getAsLong() + ", bound tick " + limit);
        }
        if (subject.lastTick() < limit) {
            return Judgement.undecided(what + " nowhere up to tick " + subject.lastTick()
                    + ", where the trace ends before the limit at tick " + limit);
        }
        if (movement.check() == CheckName.GAINS) {
            ExpectedGain expected = ExpectedGain.of(subject, guests.get(0), stage);
            if (expected.mib() < ExpectedGain.LEAST) {
                return Judgement.undecided(what + " nowhere, but there was too little to gain: " + expected.evidence());
            }
        }
        return Judgement.of(
                false, what + " nowhere from tick " + stage.begin() + " to " + limit + ", bound " + Words.mib(BEGUN));
    }

    private static OptionalLong begun(Subject subject, List<GuestMemory> guests, int sign, Span stage, long limit) {
        double start = BalloonSum.of(guests, stage.start());
        return subject.trace().samples().stream()
                .mapToLong(Sample::tick)
                .filter(tick -> tick > stage.begin() && tick <= limit)
                .filter(tick -> sign * (BalloonSum.of(guests, tick) - start) >= BEGUN)
                .findFirst();
    }
}
