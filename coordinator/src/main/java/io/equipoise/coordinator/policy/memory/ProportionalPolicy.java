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

/** Keeps each guest's unused memory at a share of its balloon: outside the band it goes to the band's middle at once. */
public final class ProportionalPolicy implements Policy {
    private static final Setting AIM =
            Setting.real("aim", 0.25, 0.01, 0.9, "", "the share of a balloon that is to be unused");
    private static final Setting BAND =
            Setting.real("band", 0.05, 0, 0.5, "", "how far from the aim the share may be before the balloon changes");

    private final double aim;
    private final double least;
    private final double most;

    /** With the standard settings. */
    public ProportionalPolicy() {
        this(Settings.STANDARD);
    }

    ProportionalPolicy(Settings settings) {
        aim = settings.of(AIM);
        least = aim - settings.of(BAND);
        most = aim + settings.of(BAND);
    }

    @Override
    public Plan decide(Observation seen) {
        List<Change> changes = new ArrayList<>();
        for (Guest guest : Guest.of(seen.sample())) {
            double share = (double) guest.unusedKiB() / guest.currentKiB();
            if (share < least || share > most) {
                long kib = Math.min(guest.maximumKiB(), Math.round(guest.usedKiB() / (1 - aim)));
                changes.add(guest.balloon(
                        kib,
                        "unused is " + Math.round(100 * share) + " % of the balloon, not " + Math.round(100 * least)
                                + " to " + Math.round(100 * most)));
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
                    List.of(AIM, BAND),
                    ProportionalPolicy::new);
        }
    }
}
