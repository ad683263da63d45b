package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import java.util.List;

/** A guard that judges each balloon by its own guest, whose balloon and report the fresh guard found to be known. */
abstract class BalloonGuard implements Guard {

    /** One balloon's ruling as this guard leaves it. */
    abstract Ruling limit(Ruling ruling, Asked asked, Limits limits);

    @Override
    public final List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        return rulings.stream().map(ruling -> limit(ruling, seen)).toList();
    }

    private Ruling limit(Ruling ruling, Observation seen) {
        if (!(ruling.left() instanceof Balloon balloon)) {
            return ruling;
        }
        DomainSample domain = seen.sample().domain(balloon.domain()).orElseThrow();
        MemorySample memory = domain.memory();
        if (memory == null || memory.currentKiB() == null || memory.unusedKiB() == null) {
            return ruling.drop(name(), "the guest's memory is unknown");
        }
        return limit(ruling, new Asked(balloon.kib(), memory.currentKiB(), memory.unusedKiB(), domain), seen.limits());
    }

    /** What is asked of a guest, beside what it has, KiB. */
    record Asked(long kib, long currentKiB, long unusedKiB, DomainSample domain) {
        boolean takes() {
            return kib < currentKiB;
        }

        /** Memory taken from the guest, KiB; negative when it is given. */
        long takenKiB() {
            return currentKiB - kib;
        }
    }
}
