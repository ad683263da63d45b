package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.List;

/** The naive coordinator: a fixed step to whom little is left unused, a fixed step from who has plenty. */
public final class FixedStepPolicy implements Policy {
    private static final long MIB = 1024;

    private static final Setting LITTLE =
            Setting.real("little", 100, 0, 1 << 20, "MiB", "a guest with less unused is given memory");
    private static final Setting PLENTY =
            Setting.real("plenty", 250, 0, 1 << 20, "MiB", "memory is taken from a guest with more unused");
    private static final Setting STEP = Setting.real("step", 32, 1, 1 << 20, "MiB", "what is given or taken at a time");

    private final long littleKiB;
    private final long plentyKiB;
    private final long stepKiB;

    /** With the standard settings. */
    public FixedStepPolicy() {
        this(Settings.STANDARD);
    }

    FixedStepPolicy(Settings settings) {
        littleKiB = settings.kib(LITTLE);
        plentyKiB = settings.kib(PLENTY);
        stepKiB = settings.kib(STEP);
    }

    @Override
    public Plan decide(Observation seen) {
        List<Change> changes = new ArrayList<>();
        for (Guest guest : Guest.of(seen.sample())) {
            if (guest.unusedKiB() < littleKiB) {
                changes.add(guest.balloon(
                        guest.currentKiB() + stepKiB,
                        "unused " + guest.unusedKiB() / MIB + " below " + littleKiB / MIB));
            } else if (guest.unusedKiB() > plentyKiB) {
                changes.add(guest.balloon(
                        guest.currentKiB() - stepKiB,
                        "unused " + guest.unusedKiB() / MIB + " above " + plentyKiB / MIB));
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
                    List.of(LITTLE, PLENTY, STEP),
                    FixedStepPolicy::new);
        }
    }
}
