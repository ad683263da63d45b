package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.List;

/** Keeps each guest's unused memory at a share of its balloon: outside the band it goes to the band's middle at once. */
public final class ProportionalPolicy implements Policy {
    static final double LEAST = 0.20;
    static final double AIM = 0.25;
    static final double MOST = 0.30;

    @Override
    public Plan decide(Observation seen) {
        List<Change> changes = new ArrayList<>();
        for (Guest guest : Guest.of(seen.sample())) {
            double share = (double) guest.unusedKiB() / guest.currentKiB();
            if (share < LEAST || share > MOST) {
                long kib = Math.min(guest.maximumKiB(), Math.round(guest.usedKiB() / (1 - AIM)));
                changes.add(
                        guest.balloon(kib, "unused is " + Math.round(100 * share) + " % of the balloon, not 20 to 30"));
            }
        }
        return Plan.of(changes);
    }

    /** {@code proportional}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "proportional",
                    PolicyKind.MEMORY,
                    "Keeps 20 to 30 % of every balloon unused, going to 25 % when outside.",
                    ProportionalPolicy::new);
        }
    }
}
