package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;

/** Gives every guest its maximum: what memory would be used if it were never scarce, as a bound. */
public final class MaximumPolicy implements Policy {

    @Override
    public Plan decide(Observation seen) {
        return Plan.of(Guest.of(seen.sample()).stream()
                .filter(guest -> guest.currentKiB() < guest.maximumKiB())
                .map(guest -> guest.balloon(guest.maximumKiB(), "every guest is to have its maximum"))
                .toList());
    }

    /** {@code maximum}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "maximum",
                    PolicyKind.MEMORY,
                    "Gives every guest its maximum, for which the memory budget is lifted (bound).",
                    MaximumPolicy::new);
        }

        @Override
        public boolean bound() {
            return true;
        }
    }
}
