package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.List;

/** The naive coordinator: a fixed step to whom little is left unused, a fixed step from who has plenty. */
public final class FixedStepPolicy implements Policy {
    private static final long MIB = 1024;

    static final long LITTLE_KIB = 100 * MIB;
    static final long PLENTY_KIB = 250 * MIB;
    static final long STEP_KIB = 32 * MIB;

    @Override
    public Plan decide(Observation seen) {
        List<Change> changes = new ArrayList<>();
        for (Guest guest : Guest.of(seen.sample())) {
            if (guest.unusedKiB() < LITTLE_KIB) {
                changes.add(guest.balloon(
                        guest.currentKiB() + STEP_KIB, "unused " + guest.unusedKiB() / MIB + " below 100"));
            } else if (guest.unusedKiB() > PLENTY_KIB) {
                changes.add(guest.balloon(
                        guest.currentKiB() - STEP_KIB, "unused " + guest.unusedKiB() / MIB + " above 250"));
            }
        }
        return Plan.of(changes);
    }

    /** {@code fixed-step}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "fixed-step",
                    PolicyKind.MEMORY,
                    "Gives 32 MiB where under 100 MiB are unused and takes 32 MiB where over 250 MiB are.",
                    FixedStepPolicy::new);
        }
    }
}
