package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
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
    private static final Setting PRESSURE =
            Setting.real("pressure", 0.20, 0.01, 1, "", "the share of free memory below which guests shrink");
    private static final Setting CRITICAL =
            Setting.real("critical", 0.05, 0, 1, "", "the share of free memory at which guests are made to swap");
    private static final Setting GUEST_FREE =
            Setting.real("guest-free", 0.20, 0, 0.9, "", "what a guest is to have unused, as a share of its balloon");
    private static final Setting STEP =
            Setting.real("step", 0.05, 0.003, 0.5, "", "a step's usual size, as a share of the balloon");
    private static final Setting PERIOD = Setting.whole("period", 10, 1, 3600, "s", "time between decisions");

    /** A change up to this share of the balloon is not worth an action. */
    static final double MIN_CHANGE = 0.0025;

    static final int MONITOR_SECONDS = 5;

    private static final long MIB = 1024;

    private final Rounds monitor = new Rounds(MONITOR_SECONDS);
    private final MovingAverage hostFree = new MovingAverage();
    private final Map<String, MovingAverage> used = new HashMap<>();
    private final double pressure;
    private final double critical;
    private final double guestFree;
    private final double step;
    private final Rounds engine;

    /** With the standard settings. */
    public MomPolicy() {
        this(Settings.STANDARD);
    }

    MomPolicy(Settings settings) {
        pressure = settings.of(PRESSURE);
        critical = settings.of(CRITICAL);
        guestFree = settings.of(GUEST_FREE);
        step = settings.of(STEP);
        engine = new Rounds(settings.whole(PERIOD));
    }

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
                double size =
                        free < pressure ? shrunk(guest, usage.mean(), free, floor) : grown(guest, usage.mean(), floor);
                if (Math.abs(size - guest.currentKiB()) > MIN_CHANGE * guest.currentKiB()) {
                    changes.add(guest.balloon((long) size, reason(guest, free)));
                }
            }
        }
        return Plan.of(changes);
    }

    /** One step down, at most to what the guest uses and the share of unused memory that the pressure leaves it. */
    double shrunk(Guest guest, double usedKiB, double hostFree, double floorKiB) {
        double unused = hostFree <= critical ? hostFree - critical : guestFree * hostFree / pressure;
        double least = Math.max(floorKiB, usedKiB + unused * guest.currentKiB());
        double size = Math.max(least, guest.currentKiB() * (1 - step));
        return Math.min(size, (double) guest.currentKiB());
    }

    /** One step up, or further where the guest has less unused than it should; never above its maximum. */
    double grown(Guest guest, double usedKiB, double floorKiB) {
        double least = Math.max(floorKiB, usedKiB + guestFree * guest.currentKiB());
        double size = Math.max(least, guest.currentKiB() * (1 + step));
        return Math.max((double) guest.currentKiB(), Math.min(size, (double) guest.maximumKiB()));
    }

    private String reason(Guest guest, double free) {
        return String.format(
                Locale.ROOT,
                "host has %.0f %% free, %s %.0f; unused %d",
                100 * free,
                free < pressure ? "below" : "not below",
                100 * pressure,
                guest.unusedKiB() / MIB);
    }

    /** {@code mom}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "mom",
                    PolicyKind.MEMORY,
                    "Shrinks every guest by 5 % while less than 20 % of memory is free, else grows every guest, as oVirt's MOM does.",
                    List.of(PRESSURE, CRITICAL, GUEST_FREE, STEP, PERIOD),
                    MomPolicy::new);
        }
    }
}
