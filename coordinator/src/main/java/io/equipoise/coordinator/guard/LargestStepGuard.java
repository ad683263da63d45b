package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;

/** One step takes at most a share of the guest's unused memory, and gives at most a fixed amount. */
public final class LargestStepGuard extends BalloonGuard {

    @Override
    public String name() {
        return "largest-step";
    }

    @Override
    Ruling limit(Ruling ruling, Asked asked, Limits limits) {
        if (asked.takes()) {
            long most = (long) (asked.unusedKiB() * limits.largestTake());
            return asked.takenKiB() <= most ? ruling : step(ruling, most, asked.currentKiB() - most);
        }
        long most = limits.largestGiveKiB();
        return -asked.takenKiB() <= most ? ruling : step(ruling, most, asked.currentKiB() + most);
    }

    private Ruling step(Ruling ruling, long most, long kib) {
        return ruling.limit(name(), kib, "step limited to " + Mib.of(most) + " by " + name());
    }
}
