package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.coordinator.policy.memory.IdleTax.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares with an idle memory tax, as in VMware ESX Server (Waldspurger, OSDI 2002, sections 5 and 6): all memory but the
 * free part that ESX keeps is divided by shares, where an idle page costs four times an active one. All guests have equal
 * shares; a guest's minimum is the run's guest floor.
 */
public final class EsxPolicy implements Policy {
    /** Its standard is ESX's default tax rate. */
    private static final Setting TAX =
            Setting.real("tax", 0.75, 0, 0.99, "", "the largest share of a guest's idle memory that is taken");

    /** ESX reclaims until this share of memory is free (the threshold of its state "high"). */
    private static final Setting KEPT_FREE =
            Setting.real("kept-free", 0.06, 0, 0.9, "", "the share of all memory that is not divided");

    private static final long MIB = 1024;

    /** A change below this is not worth an action. */
    static final long LEAST_KIB = 4 * MIB;

    private final Map<String, ActiveMemory> active = new HashMap<>();
    private final IdleTax tax;
    private final double keptFree;

    /** With the standard settings. */
    public EsxPolicy() {
        this(Settings.STANDARD);
    }

    EsxPolicy(Settings settings) {
        tax = new IdleTax(settings.of(TAX));
        keptFree = settings.of(KEPT_FREE);
    }

    @Override
    public Plan decide(Observation seen) {
        List<Guest> guests = Guest.of(seen.sample());
        Pool pool = Pool.of(guests, seen);
        if (pool == null) {
            return Plan.NOTHING;
        }
        double[] targets = tax.divide(
                (1 - keptFree) * pool.totalKiB(),
                guests.stream().map(guest -> client(guest, seen)).toList());
        List<Balloon> changes = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            Guest guest = guests.get(i);
            long target = (long) targets[i];
            if (Math.abs(target - guest.currentKiB()) >= LEAST_KIB) {
                changes.add(guest.balloon(
                        target,
                        "its shares buy " + target / MIB + " MiB, of which "
                                + Math.round(estimate(guest).kib() / MIB) + " are active"));
            }
        }
        return Plan.of(changes);
    }

    private Client client(Guest guest, Observation seen) {
        ActiveMemory estimate = estimate(guest);
        estimate.see(Math.max(0, guest.usedKiB()), seen.sample().monotonicNanos());
        return new Client(
                1,
                estimate.kib(),
                (double) Math.min(seen.limits().guestFloorKiB(), guest.maximumKiB()),
                guest.maximumKiB());
    }

    private ActiveMemory estimate(Guest guest) {
        return active.computeIfAbsent(guest.uuid(), uuid -> new ActiveMemory());
    }

    /** {@code esx}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "esx",
                    PolicyKind.MEMORY,
                    "Divides all memory by equal shares, where an idle page costs four times an active one, as VMware ESX does.",
                    List.of(TAX, KEPT_FREE),
                    EsxPolicy::new);
        }
    }
}
