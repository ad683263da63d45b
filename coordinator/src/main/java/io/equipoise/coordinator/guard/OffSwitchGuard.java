package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Observation;
import java.util.List;

/** Drops everything while the off switch is on; asked last, just before anything would be done. */
public final class OffSwitchGuard implements Guard {
    private final OffSwitch offSwitch;

    public OffSwitchGuard(OffSwitch offSwitch) {
        this.offSwitch = offSwitch;
    }

    @Override
    public String name() {
        return "off-switch";
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        if (rulings.stream().allMatch(ruling -> ruling.left() == null)) {
            return rulings;
        }
        String paused = offSwitch.paused();
        return paused == null
                ? rulings
                : rulings.stream()
                        .map(ruling -> ruling.left() == null ? ruling : ruling.drop(name(), paused))
                        .toList();
    }
}
