package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.traces.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step takes at most 25 % of a guest's unused memory. A step is a target that was sent, against the sample that it was
 * decided on; a fall of the balloon that no target asked for is a step of its own.
 */
final class GradualCheck implements Check {
    private static final double SHARE = 25;
    private static final double KIB_PER_MIB = 1024;

    /** A page more is no breach; a balloon that misses its target by less than 1 MiB has reached it. */
    private static final double PAGE = 4 / KIB_PER_MIB;

    private static final double REACHED = 1;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        double share = Subject.bound(expectation, SHARE) / 100;
        List<Judgement> judgements = new ArrayList<>();
        for (GuestMemory guest : subject.guests()) {
            List<Decision> sent = sent(subject, guest);
            sent.forEach(
                    decision -> asked(guest, decision).ifPresent(step -> judgements.add(judge(guest, step, share))));
            List<Reading> known = guest.readings().stream()
                    .filter(reading -> reading.balloon() != null)
                    .toList();
            for (int i = 1; i < known.size(); i++) {
                fallen(known.get(i - 1), known.get(i), sent)
                        .ifPresent(step -> judgements.add(judge(guest, step, share)));
            }
        }
        return judgements.isEmpty()
                ? Judgement.of(true, "no balloon was asked to give or fell")
                : shortened(judgements);
    }

    /** Balloons fall often: of many passes or failures the first three tell enough. */
    private static Judgement shortened(List<Judgement> judgements) {
        Judgement all = Judgement.ofAll(judgements);
        List<Judgement> decisive = judgements.stream()
                .filter(judgement -> judgement.verdict() == all.verdict())
                .toList();
        return all.verdict() == Verdict.PASS
                ? Judgement.of(
                        true,
                        "each of " + decisive.size() + " steps took at most its bound; the last, "
                                + decisive.get(decisive.size() - 1).evidence())
                : new Judgement(
                        all.verdict(),
                        decisive.size() + " of " + judgements.size() + " steps; the first, "
                                + decisive.get(0).evidence());
    }

    private static Judgement judge(GuestMemory guest, Step step, double share) {
        String took =
                step.what() + " took " + Words.mib(step.mib()) + " from " + guest.name() + " after tick " + step.tick();
        if (step.unused() == null) {
            return Judgement.undecided(took + ", where its unused memory is not known");
        }
        double bound = Math.max(0, share * step.unused());
        return Judgement.of(
                step.mib() <= bound + PAGE,
                took + " with " + Words.mib(step.unused()) + " unused, bound " + Words.mib(bound));
    }

    private static List<Decision> sent(Subject subject, GuestMemory guest) {
        return subject.trace().decisions().stream()
                .filter(decision -> decision.role() == Decision.Role.ACTIVE
                        && guest.uuid().equals(decision.domain())
                        && "ok".equals(decision.answer())
                        && targetMib(decision) != null)
                .toList();
    }

    private static Optional<Step> asked(GuestMemory guest, Decision decision) {
        Double target = targetMib(decision);
        Reading seen = guest.at(decision.tick()).orElse(null);
        if (target == null || seen == null || seen.balloon() == null || seen.balloon() <= target) {
            return Optional.empty();
        }
        Double unused = seen.tick() == decision.tick() ? seen.unused() : null;
        return Optional.of(new Step("a sent target", decision.tick(), seen.balloon() - target, unused));
    }

    private static Optional<Step> fallen(Reading earlier, Reading later, List<Decision> sent) {
        if (earlier.balloon() == null || later.balloon() == null || earlier.balloon() - later.balloon() < REACHED) {
            return Optional.empty();
        }
        Double target = null;
        for (Decision decision : sent) {
            target = decision.tick() < later.tick() ? targetMib(decision) : target;
        }
        boolean wasAsked = target != null && target <= later.balloon() + REACHED;
        return wasAsked
                ? Optional.empty()
                : Optional.of(new Step(
                        "a fall of the balloon",
                        earlier.tick(),
                        earlier.balloon() - later.balloon(),
                        earlier.unused()));
    }

    private static @Nullable Double targetMib(Decision decision) {
        Long kib = decision.guarded() == null ? null : decision.guarded().balloonKiB();
        return kib == null ? null : (Double) (kib / KIB_PER_MIB);
    }

    /** Memory taken at once, MiB, and what lay unused before. */
    private record Step(
            String what, long tick, double mib, @Nullable Double unused) {}
}
