package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.FairShares;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Every guest is to have what it uses and headroom: what must stay unused, a margin, and what its use grows by before the
 * next step can reach it. Where that is more than there is, the shares are max-min fair; what nobody needs goes back to
 * the host, a quarter of a guest's unused memory at a time.
 */
public final class HeadroomPolicy implements Policy {
    private static final long MIB = 1024;

    /** Beyond what must stay unused, so that a first rise is seen before the floor is reached. */
    static final long MARGIN_KIB = 40 * MIB;

    /** From a rise in the guest to the balloon that answers it: report, sample, a change in flight, the change itself. */
    static final double REACTION_SECONDS = 8;

    /** A balloon this near what is wanted is left alone. */
    static final long BAND_KIB = 12 * MIB;

    /** A give below this is not worth an action. */
    static final long LEAST_GIVE_KIB = 64;

    private final Map<String, Usage> usages = new HashMap<>();

    @Override
    public Plan decide(Observation seen) {
        List<Guest> guests = Guest.of(seen.sample());
        Long free = seen.freeKiB();
        if (guests.isEmpty() || free == null) {
            return Plan.NOTHING;
        }
        long held = guests.stream().mapToLong(Guest::currentKiB).sum() + seen.pendingKiB();
        long[] wants = guests.stream().mapToLong(guest -> want(guest, seen)).toArray();
        long level = FairShares.level(held + free - seen.limits().reserveKiB(), wants);
        long[] gives = gives(guests, wants, level, seen);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < wants.length; i++) {
            Guest guest = guests.get(i);
            long surplus = guest.currentKiB() - Math.min(wants[i], level);
            String reason = reason(guest, wants[i], level, free);
            if (gives[i] >= LEAST_GIVE_KIB) {
                changes.add(guest.balloon(guest.currentKiB() + gives[i], reason));
            } else if (surplus >= BAND_KIB) {
                changes.add(guest.balloon(guest.currentKiB() - Math.min(surplus, largestTake(guest, seen)), reason));
            }
        }
        return Plan.of(changes);
    }

    /** What the guest uses and headroom, within floor and maximum, KiB. */
    private long want(Guest guest, Observation seen) {
        Usage usage = usages.computeIfAbsent(guest.uuid(), uuid -> new Usage());
        usage.see(guest, seen.sample().monotonicNanos());
        long growth = Math.round(usage.growth() * REACTION_SECONDS);
        long want = usage.usedKiB() + seen.limits().unusedKiB() + MARGIN_KIB + growth;
        return Math.min(guest.maximumKiB(), Math.max(seen.limits().guestFloorKiB(), want));
    }

    /** What each is given now out of what is free: first to who is below the least unused, then to the others. */
    private static long[] gives(List<Guest> guests, long[] wants, long level, Observation seen) {
        long[] urgent = new long[wants.length];
        long[] rest = new long[wants.length];
        for (int i = 0; i < wants.length; i++) {
            Guest guest = guests.get(i);
            long lacks = Math.max(0, Math.min(wants[i], level) - guest.currentKiB());
            urgent[i] = Math.min(lacks, Math.max(0, seen.limits().unusedKiB() - guest.unusedKiB()));
            rest[i] = lacks < BAND_KIB ? 0 : lacks - urgent[i];
        }
        long spare = seen.freeKiB() == null ? 0 : seen.freeKiB() - seen.limits().reserveKiB();
        long[] first = FairShares.of(spare, urgent);
        long[] second = FairShares.of(spare - LongStream.of(first).sum(), rest);
        return IntStream.range(0, first.length)
                .mapToLong(i -> first[i] + second[i])
                .toArray();
    }

    private static long largestTake(Guest guest, Observation seen) {
        return (long) (guest.unusedKiB() * seen.limits().largestTake());
    }

    private static String reason(Guest guest, long want, long level, long free) {
        String wants = "unused " + guest.unusedKiB() / MIB + ", wants " + want / MIB;
        return level < want ? wants + ", fair share " + level / MIB : wants + ", host has " + free / MIB + " free";
    }

    /** {@code headroom}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "headroom",
                    PolicyKind.MEMORY,
                    "Gives what each guest uses plus headroom from its trend, in fair shares, and returns what nobody needs.",
                    HeadroomPolicy::new);
        }
    }
}
