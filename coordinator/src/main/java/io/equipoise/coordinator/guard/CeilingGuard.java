package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;

/** No balloon above the guest's maximum. */
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
        if (asked.currentKiB() >= maximum) {
            return ruling.drop(name(), "the guest has its maximum of " + Mib.of(maximum) + " MiB");
        }
        return asked.kib() <= maximum
                ? ruling
                : ruling.limit(name(), maximum, "limited to the maximum of " + Mib.of(maximum) + " MiB by " + name());
    }
}
