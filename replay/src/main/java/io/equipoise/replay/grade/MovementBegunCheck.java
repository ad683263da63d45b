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

    /** Guests whose balloons, as a sum, are to grow or to fall from a stage's begin on. */
    private record Movement(Expectation expected, List<GuestMemory> guests, int sign, Span stage) {}

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        return Judgement.ofAll(movements(subject, expectation).stream()
                .map(movement -> judge(subject, movement, limit(movement, expectation)))
                .toList());
    }

    /** The longest that an expected movement took to begin, ticks from its stage's begin; empty when one never did. */
    static OptionalLong ticks(Subject subject, Expectation expectation) {
        long longest = 0;
        for (Movement movement : movements(subject, expectation)) {
            OptionalLong begun = begun(subject, movement, limit(movement, expectation));
            if (begun.isEmpty()) {
                return begun;
            }
            longest = Math.max(longest, begun.getAsLong() - movement.stage().begin());
        }
        return OptionalLong.of(longest);
    }

    private static List<Movement> movements(Subject subject, Expectation expectation) {
        List<Movement> movements = new ArrayList<>();
        for (Expectation movement : Movements.of(subject.testCase().expectations(), expectation.stage())) {
            Span stage = subject.stage(movement);
            if (movement.check() == CheckName.GAINS || movement.check() == CheckName.RETURNS) {
                int sign = movement.check() == CheckName.GAINS ? 1 : -1;
                for (GuestMemory guest : subject.guests(movement.guests())) {
                    movements.add(new Movement(movement, List.of(guest), sign, stage));
                }
            } else {
                movements.add(new Movement(movement, subject.guests(movement.guests()), -1, stage));
            }
            if (movement.check() == CheckName.MOVES) {
                movements.add(new Movement(movement, subject.guests(movement.to()), 1, stage));
            }
        }
        return movements;
    }

    private static long limit(Movement movement, Expectation expectation) {
        return movement.stage().begin() + Math.round(Subject.bound(expectation, LIMIT)) - 1;
    }

    private static Judgement judge(Subject subject, Movement movement, long limit) {
        List<GuestMemory> guests = movement.guests();
        String what = (guests.size() == 1 ? "the balloon of " : "the balloons of ")
                + BalloonSum.names(guests)
                + (movement.sign() > 0 ? " grew" : " fell");
        OptionalLong begun = begun(subject, movement, limit);
        if (begun.isPresent()) {
            return Judgement.of(true, what + " at tick " + begun.getAsLong() + ", bound tick " + limit);
        }
        if (subject.lastTick() < limit) {
            return Judgement.undecided(what + " nowhere up to tick " + subject.lastTick()
                    + ", where the trace ends before the limit at tick " + limit);
        }
        if (movement.expected().check() == CheckName.GAINS) {
            ExpectedGain expected = ExpectedGain.of(subject, guests.get(0), movement.stage());
            if (expected.mib() < ExpectedGain.LEAST) {
                return Judgement.undecided(what + " nowhere, but there was too little to gain: " + expected.evidence());
            }
        }
        return Judgement.of(
                false,
                what + " nowhere from tick " + movement.stage().begin() + " to " + limit + ", bound "
                        + Words.mib(BEGUN));
    }

    private static OptionalLong begun(Subject subject, Movement movement, long limit) {
        long begin = movement.stage().begin();
        double start = BalloonSum.of(movement.guests(), movement.stage().start());
        return subject.trace().samples().stream()
                .mapToLong(Sample::tick)
                .filter(tick -> tick > begin && tick <= limit)
                .filter(tick -> movement.sign() * (BalloonSum.of(movement.guests(), tick) - start) >= BEGUN)
                .findFirst();
    }
}
