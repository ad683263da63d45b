package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.coordinator.policy.memory.SharedAllocation.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Proxmox VE's automatic memory allocation: every ten seconds the guests together are brought nearer to 80 % of the host's
 * memory. Rules and constants are those of {@code PVE/Service/pvestatd.pm} and {@code PVE/AutoBalloon.pm} in the repository
 * proxmox/pve-manager at commit 138cae8. A guest's minimum is the run's guest floor; all have the default shares.
 */
public final class ProxmoxPolicy implements Policy {
    private static final Setting TARGET =
            Setting.real("target", 0.80, 0.01, 1, "", "the share of all memory that the guests are to hold together");
    private static final Setting PERIOD = Setting.whole("period", 10, 1, 3600, "s", "time between rounds");
    private static final Setting STEP =
            Setting.real("step", 100, 1, 1 << 20, "MiB", "the most that a round changes a guest");

    static final long SHARES = 1000;

    private static final long MIB = 1024;

    /** A change of all together up to this is not worth a round. */
    static final long LEAST_KIB = 10 * MIB;

    private final double target;
    private final long stepKiB;
    private final Rounds rounds;

    /** With the standard settings. */
    public ProxmoxPolicy() {
        this(Settings.STANDARD);
    }

    ProxmoxPolicy(Settings settings) {
        target = settings.of(TARGET);
        stepKiB = settings.kib(STEP);
        rounds = new Rounds(settings.whole(PERIOD));
    }

    @Override
    public Plan decide(Observation seen) {
        List<Guest> guests = Guest.of(seen.sample());
        Pool pool = Pool.of(guests, seen);
        if (pool == null || !rounds.isDue(seen.sample().monotonicNanos())) {
            return Plan.NOTHING;
        }
        long goal = (long) (target * pool.totalKiB()) - pool.heldKiB();
        if (Math.abs(goal) <= LEAST_KIB) {
            return Plan.NOTHING;
        }
        long floor = seen.limits().guestFloorKiB();
        long[] sizes = SharedAllocation.round(
                guests.stream()
                        .map(guest ->
                                new Part(floor, guest.maximumKiB(), SHARES, guest.currentKiB(), guest.unusedKiB()))
                        .toList(),
                goal,
                stepKiB);
        List<Balloon> changes = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != guests.get(i).currentKiB()) {
                changes.add(guests.get(i).balloon(sizes[i], reason(guests.get(i), pool)));
            }
        }
        return Plan.of(changes);
    }

    private String reason(Guest guest, Pool pool) {
        return "guests hold " + Math.round(100.0 * pool.heldKiB() / pool.totalKiB()) + " % of memory, aim "
                + Math.round(100 * target) + "; unused " + guest.unusedKiB() / MIB;
    }

    /** {@code proxmox}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "proxmox",
                    PolicyKind.MEMORY,
                    "Brings the guests together to 80 % of memory, by shares, every ten seconds, as Proxmox VE does.",
                    List.of(TARGET, PERIOD, STEP),
                    ProxmoxPolicy::new);
        }
    }
}
