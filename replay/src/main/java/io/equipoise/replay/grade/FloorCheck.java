package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.traces.Sample;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No guest has less than 100 MiB unused for more than 3 consecutive ticks while the host could give and the guest was below
 * its maximum.
 */
final class FloorCheck implements Check {
    private static final double TICKS = 3;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        long bound = Math.round(Subject.bound(expectation, TICKS));
        return Judgement.ofAll(
                subject.guests().isEmpty()
                        ? List.of(Judgement.undecided("the trace shows no guest"))
                        : subject.guests().stream()
                                .sorted(Comparator.comparingDouble(FloorCheck::leastUnused))
                                .map(guest -> judge(subject, guest, bound))
                                .toList());
    }

    private static Judgement judge(Subject subject, GuestMemory guest, long bound) {
        if (guest.readings().stream().noneMatch(reading -> reading.unused() != null)) {
            return Judgement.undecided("the unused memory of " + guest.name() + " is never known");
        }
        Run run = new Run();
        Run possible = new Run();
        for (Reading reading : guest.readings()) {
            if (reading.unused() == null) {
                continue;
            }
            boolean low = MemoryRules.isLow(reading, subject.testCase());
            Double free = low ? free(subject, reading) : null;
            run.next(low && free != null && MemoryRules.couldGive(free), reading);
            possible.next(low && (free == null || MemoryRules.couldGive(free)), reading);
        }
        String bounds = ", bound " + bound + " ticks under " + Words.mib(MemoryRules.FLOOR)
                + " while the host had more than " + Words.mib(MemoryRules.RESERVE) + " free";
        if (run.longest > bound) {
            return Judgement.of(false, run.evidence(guest) + bounds);
        }
        if (possible.longest > bound) {
            return Judgement.undecided(
                    possible.evidence(guest) + bounds + "; the host's free memory is not known throughout");
        }
        boolean cut = !subject.stages().last().complete()
                || subject.stages().last().number()
                        < subject.testCase().stages().size();
        if (cut && possible.length > 0) {
            return Judgement.undecided(possible.evidence(guest) + bounds + "; the trace ends meanwhile");
        }
        return Judgement.of(
                true,
                guest.name() + " had at least " + Words.mib(leastUnused(guest)) + " unused, at most " + run.longest
                        + " ticks in a row too little" + bounds);
    }

    private static double leastUnused(GuestMemory guest) {
        return guest.readings().stream()
                .map(Reading::unused)
                .filter(unused -> unused != null)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static @Nullable Double free(Subject subject, Reading reading) {
        Sample sample = subject.sampleAt(reading.tick());
        return subject.freeMib(sample);
    }

    /** Consecutive ticks of want, and the longest stretch of them so far. */
    private static final class Run {
        private int length;
        private int longest;
        private long endTick;
        private double least = Double.POSITIVE_INFINITY;

        void next(boolean wants, Reading reading) {
            length = wants ? length + 1 : 0;
            if (length > longest) {
                longest = length;
                endTick = reading.tick();
            }
            least = wants && reading.unused() != null ? Math.min(least, reading.unused()) : least;
        }

        String evidence(GuestMemory guest) {
            return guest.name() + " had too little unused, down to " + Words.mib(least) + ", for " + longest
                    + " ticks up to tick " + endTick;
        }
    }
}
