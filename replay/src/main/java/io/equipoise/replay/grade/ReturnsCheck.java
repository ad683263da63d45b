package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.Freed;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.Stages.Span;
import java.util.List;

/** Within 100 ticks of the end of a guest's freeing at least half of what it freed is back with the host. */
final class ReturnsCheck implements Check {
    private static final double SHARE = 50;
    private static final long LIMIT = 100;
    private static final double LEAST = 64;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<GuestMemory> guests = subject.guests(expectation.guests());
        Span stage = subject.stage(expectation);
        return Judgement.ofAll(guests.stream()
                .map(guest -> judge(subject, expectation, guest, stage))
                .toList());
    }

    private static Judgement judge(Subject subject, Expectation expectation, GuestMemory guest, Span stage) {
        int number = subject.guests().indexOf(guest) + 1;
        Freed freed = Freed.of(
                        subject.trace(),
                        subject.testCase(),
                        guest,
                        number,
                        stage,
                        subject.stages().marked())
                .orElseThrow(() -> new Undecided(
                        guest.name() + " is not seen to free anything from tick " + stage.begin() + " on"));
        String what = guest.name() + " freed " + Words.mib(freed.mib()) + " by tick " + freed.endTick() + " ("
                + freed.read() + ")";
        if (freed.mib() < LEAST) {
            return Judgement.undecided(what + ", too little to judge by, bound " + Words.mib(LEAST));
        }
        double start = BalloonSum.of(guest, stage.start());
        double back = Subject.bound(expectation, SHARE) / 100 * freed.mib();
        long limit = freed.endTick() + LIMIT;
        double least = start;
        for (Reading reading : guest.within(stage.begin(), limit)) {
            least = reading.balloon() == null ? least : Math.min(least, reading.balloon());
            if (start - least >= back) {
                return Judgement.of(
                        true,
                        what + "; " + Words.mib(start - least) + " of its balloon were back with the host at tick "
                                + reading.tick() + ", bound " + Words.mib(back) + " by tick " + limit);
            }
        }
        String evidence = what + "; only " + Words.mib(start - least) + " of its balloon of " + Words.mib(start)
                + " went back to the host by tick " + Math.min(limit, subject.lastTick()) + ", bound "
                + Words.mib(back) + " by tick " + limit;
        return subject.lastTick() < limit
                ? Judgement.undecided(evidence + "; the trace ends before")
                : Judgement.of(false, evidence);
    }
}
