package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The balloon rules of oVirt's Memory Overcommitment Manager: under pressure every guest shrinks, else every guest grows.
 * Rules and constants are those of {@code doc/balloon.rules}, periods those of {@code doc/mom-balloon.conf}, in the
 * repository oVirt/mom at commit e0f3d3b. A guest's guaranteed memory is the run's guest floor.
 */
public final class MomPolicy implements Policy {
    /** Below this share of free memory the host is under pressure. */
    static final double PRESSURE_THRESHOLD = 0.20;

    /** At this share or less the pressure is critical: guests are made to swap. */
    static final double PRESSURE_CRITICAL = 0.05;

    /** What an unconstrained guest is to have unused, as a share of its balloon. */
    static final double MIN_GUEST_FREE = 0.20;

    /** A step's usual size, as a share of the balloon. */
    static final double MAX_CHANGE = 0.05;

    /** A change up to this share of the balloon is not worth an action. */
    static final double MIN_CHANGE = 0.0025;

    static final int MONITOR_SECONDS = 5;
    static final int POLICY_SECONDS = 10;

    private static final long MIB = 1024;

    private final Rounds monitor = new Rounds(MONITOR_SECONDS);
    private final Rounds engine = new Rounds(POLICY_SECONDS);
    private final MovingAverage hostFree = new MovingAverage();
    private final Map<String, MovingAverage> used = new HashMap<>();

    @Override
    public Plan decide(Observation seen) {
        List<Guest> guests = Guest.of(seen.sample());
        Pool pool = Pool.of(guests, seen);
        if (pool == null || pool.totalKiB() <= 0) {
            return Plan.NOTHING;
        }
        long now = seen.sample().monotonicNanos();
        if (monitor.isDue(now)) {
            hostFree.add(pool.freeKiB());
            guests.forEach(guest -> used.computeIfAbsent(guest.uuid(), uuid -> new MovingAverage())
                    .add(guest.usedKiB()));
        }
        if (!engine.isDue(now)) {
            return Plan.NOTHING;
        }
        double free = hostFree.mean() / pool.totalKiB();
        List<Balloon> changes = new ArrayList<>();
        for (Guest guest : guests) {
            MovingAverage usage = used.get(guest.uuid());
            if (usage != null) {
                double floor = seen.limits().guestFloorKiB();
                double size = free < PRESSURE_THRESHOLD
                        ? shrunk(guest, usage.mean(), free, floor)
                        : grown(guest, usage.mean(), floor);
                if (Math.abs(size - guest.currentKiB()) > MIN_CHANGE * guest.currentKiB()) {
                    changes.add(guest.balloon((long) size, reason(guest, free)));
                }
            }
        }
        return Plan.of(changes);
    }

    /** One step down, at most to what the guest uses and the share of unused memory that the pressure leaves it. */
    static double shrunk(Guest guest, double usedKiB, double hostFree, double floorKiB) {
        double unused = hostFree <= PRESSURE_CRITICAL
                ? hostFree - PRESSURE_CRITICAL
                : MIN_GUEST_FREE * hostFree / PRESSURE_THRESHOLD;
        double least = Math.max(floorKiB, usedKiB + unused * guest.currentKiB());
        double size = Math.max(least, guest.currentKiB() * (1 - MAX_CHANGE));
        return Math.min(size, (double) guest.currentKiB());
    }

    /** One step up, or further where the guest has less unused than it should; never above its maximum. */
    static double grown(Guest guest, double usedKiB, double floorKiB) {
        double least = Math.max(floorKiB, usedKiB + MIN_GUEST_FREE * guest.currentKiB());
        double size = Math.max(least, guest.currentKiB() * (1 + MAX_CHANGE));
        return Math.max((double) guest.currentKiB(), Math.min(size, (double) guest.maximumKiB()));
    }

    private static String reason(Guest guest, double free) {
        return String.format(
                Locale.ROOT,
                "host has %.0f %% free, %s 20; unused %d",
                100 * free,
                free < PRESSURE_THRESHOLD ? "below" : "not below",
                guest.unusedKiB() / MIB);
    }

    /** {@code mom}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "mom",
                    PolicyKind.MEMORY,
                    "Shrinks every guest by 5 % while less than 20 % of memory is free, else grows every guest, as oVirt's MOM does.",
                    MomPolicy::new);
        }
    }
}
