package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.FairShares;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
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
    private static final Setting MARGIN =
            Setting.real("margin", 40, 0, 1 << 20, "MiB", "kept unused beyond what must stay unused");

    /** From a rise in the guest to the balloon that answers it: report, sample, a change in flight, the change itself. */
    private static final Setting AHEAD =
            Setting.real("ahead", 8, 0, 600, "s", "how far ahead the growth of a guest's use is provided for");

    private static final Setting BAND =
            Setting.real("band", 12, 0, 1 << 20, "MiB", "a balloon this near what is wanted is left alone");

    /** A give below this is not worth an action. */
    static final long LEAST_GIVE_KIB = 64;

    private final Map<String, Usage> usages = new HashMap<>();
    private final long marginKiB;
    private final double aheadSeconds;
    private final long bandKiB;

    /** With the standard settings. */
    public HeadroomPolicy() {
        this(Settings.STANDARD);
    }

    HeadroomPolicy(Settings settings) {
        marginKiB = settings.kib(MARGIN);
        aheadSeconds = settings.of(AHEAD);
        bandKiB = settings.kib(BAND);
    }

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
            } else if (surplus >= bandKiB) {
                changes.add(guest.balloon(guest.currentKiB() - Math.min(surplus, largestTake(guest, seen)), reason));
            }
        }
        return Plan.of(changes);
    }

    /** What the guest uses and headroom, within floor and maximum, KiB. */
    private long want(Guest guest, Observation seen) {
        Usage usage = usages.computeIfAbsent(guest.uuid(), uuid -> new Usage());
        usage.see(guest, seen.sample().monotonicNanos());
        long growth = Math.round(usage.growth() * aheadSeconds);
        long want = usage.usedKiB() + seen.limits().unusedKiB() + marginKiB + growth;
        return Math.min(guest.maximumKiB(), Math.max(seen.limits().guestFloorKiB(), want));
    }

    /** What each is given now out of what is free: first to who is below the least unused, then to the others. */
    private long[] gives(List<Guest> guests, long[] wants, long level, Observation seen) {
        long[] urgent = new long[wants.length];
        long[] rest = new long[wants.length];
        for (int i = 0; i < wants.length; i++) {
            Guest guest = guests.get(i);
            long lacks = Math.max(0, Math.min(wants[i], level) - guest.currentKiB());
            urgent[i] = Math.min(lacks, Math.max(0, seen.limits().unusedKiB() - guest.unusedKiB()));
            rest[i] = lacks < bandKiB ? 0 : lacks - urgent[i];
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
                    List.of(MARGIN, AHEAD, BAND),
                    HeadroomPolicy::new);
        }
    }
}
