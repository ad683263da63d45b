package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;

/** A change of a balloon within the dead band is no action, but for a guest that has less than the least unused. */
public final class DeadBandGuard extends BalloonGuard {

    @Override
    public String name() {
        return "dead-band";
    }

    @Override
    Ruling limit(Ruling ruling, Asked asked, Limits limits) {
        long step = Math.abs(asked.takenKiB());
        boolean isShort = !asked.takes() && asked.unusedKiB() < limits.unusedKiB();
        return step >= limits.deadBandKiB() || isShort
                ? ruling
                : ruling.drop(name(), step + " KiB is below " + limits.deadBandKiB());
    }
}
