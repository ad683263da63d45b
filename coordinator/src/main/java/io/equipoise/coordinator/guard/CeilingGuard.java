package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;

/** No balloon is given above the guest's maximum, nor above the ceiling for all. */
public final class CeilingGuard extends BalloonGuard {

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    Ruling limit(Ruling ruling, Asked asked, Limits limits) {
        Long maximum = asked.domain().maximumKiB();
        if (asked.takes()) {
            return ruling;
        }
        if (maximum == null) {
            return ruling.drop(name(), "the guest's maximum is unknown");
        }
        long most = limits.mostKiB(maximum);
        String what = (most < maximum ? "the ceiling of " : "the maximum of ") + Mib.of(most) + " MiB";
        if (asked.currentKiB() >= most) {
            return ruling.drop(name(), "the guest has " + what);
        }
        return asked.kib() <= most ? ruling : ruling.limit(name(), most, "limited to " + what + " by " + name());
    }
}
