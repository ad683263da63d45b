package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;

/** Who has too little unused releases nothing, no take leaves a guest with too little, no balloon goes below the floor. */
public final class FloorGuard extends BalloonGuard {

    @Override
    public String name() {
        return "floor";
    }

    @Override
    Ruling limit(Ruling ruling, Asked asked, Limits limits) {
        if (!asked.takes()) {
            return ruling;
        }
        if (asked.unusedKiB() <= limits.unusedKiB()) {
            return ruling.drop(
                    name(),
                    "unused " + Mib.of(asked.unusedKiB()) + " is not above " + Mib.of(limits.unusedKiB()) + " MiB");
        }
        if (asked.currentKiB() <= limits.guestFloorKiB()) {
            return ruling.drop(name(), "no guest is taken below " + Mib.of(limits.guestFloorKiB()) + " MiB");
        }
        long leastForUnused = asked.currentKiB() - asked.unusedKiB() + limits.unusedKiB();
        long least = Math.max(leastForUnused, limits.guestFloorKiB());
        if (asked.kib() >= least) {
            return ruling;
        }
        String why = least == leastForUnused
                ? "to keep " + Mib.of(limits.unusedKiB()) + " MiB unused"
                : "the least that a guest has";
        return ruling.limit(name(), least, "kept at " + Mib.of(least) + " MiB by " + name() + ", " + why);
    }
}
