package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.FairShares;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Every guest is to have what it needs and headroom: what must stay unused, and a margin or what its need grows by before
 * the next step can reach it. Where that is more than there is, the shares are max-min fair; where it is less, guests keep
 * what they used lately, but for as much as others grow by while it would be on its way to them. What nobody needs goes
 * back to the host, a quarter of a guest's unused memory at a time.
 */
public final class HeadroomPolicy implements Policy {
    private static final long MIB = 1024;

    private static final Setting BAND =
            Setting.real("band", 12, 0, 1 << 20, "MiB", "a balloon this near what is wanted is left alone");

    /** The same while a guest is below the least unused. */
    private static final long SHORT_BAND_KIB = 2 * MIB;

    /**
     * What a guest is given may first fill its kernel's per-CPU lists of free pages, which it does not report as unused: up to
     * 55 MiB were seen in guests of 2 GiB.
     */
    private static final long LISTS_KIB = 55 * MIB;

    /** A give below this is not worth an action. */
    static final long LEAST_GIVE_KIB = 64;

    private final Map<String, Wish> wishes = new HashMap<>();
    private final Settings settings;
    private final long bandKiB;

    /** With the standard settings. */
    public HeadroomPolicy() {
        this(Settings.STANDARD);
    }

    HeadroomPolicy(Settings settings) {
        this.settings = settings;
        this.bandKiB = settings.kib(BAND);
    }

    @Override
    public Plan decide(Observation seen) {
        List<Guest> guests = Guest.of(seen.sample());
        Long free = seen.freeKiB();
        if (guests.isEmpty() || free == null) {
            return Plan.NOTHING;
        }
        Limits limits = seen.limits();
        long spare = free - limits.reserveKiB();
        long all = guests.stream().mapToLong(Guest::currentKiB).sum() + seen.pendingKiB() + spare;
        List<Wish> wanted = guests.stream()
                .map(guest -> wish(guest, seen, all / guests.size()))
                .toList();
        long[] needs = wanted.stream().mapToLong(Wish::needKiB).toArray();
        long[] shares = FairShares.of(all, needs);
        long[] kept = kept(wanted, shares, all - sum(shares));
        long[] gives = gives(guests, shares, kept, spare, limits);
        long[] takes = takes(guests, shares, kept, limits);
        boolean more = sum(takes) >= bandKiB;
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            Guest guest = guests.get(i);
            // A little now would hold up the guest for as long as more, which is about to be there.
            long lacks = shares[i] + kept[i] - guest.currentKiB();
            long least = more ? Math.max(LEAST_GIVE_KIB, Math.min(bandKiB, lacks)) : LEAST_GIVE_KIB;
            long change = gives[i] >= least ? gives[i] : -takes[i];
            if (change != 0) {
                changes.add(guest.balloon(
                        guest.currentKiB() + change, why(guest, wanted.get(i), shares[i], spare, limits)));
            }
        }
        return Plan.of(changes);
    }

    /**
     * What each is left beyond its share for later: first who grows, then of the others what those that grow would not need
     * before it could reach them.
     */
    private static long[] kept(List<Wish> wanted, long[] shares, long left) {
        long[] growing = new long[shares.length];
        long[] others = new long[shares.length];
        long ahead = 0;
        for (int i = 0; i < shares.length; i++) {
            Wish wish = wanted.get(i);
            (wish.grows() ? growing : others)[i] = wish.likeKiB() - shares[i];
            ahead += wish.aheadKiB();
        }
        long[] first = FairShares.of(left, growing);
        long[] then = FairShares.of(Math.max(0, left - sum(first) - ahead), others);
        Arrays.setAll(first, i -> first[i] + then[i]);
        return first;
    }

    /** What each is to release now of what it has beyond its share and what it may keep; 0 for most. */
    private long[] takes(List<Guest> guests, long[] shares, long[] kept, Limits limits) {
        long[] takes = new long[shares.length];
        boolean isShort = guests.stream().anyMatch(guest -> guest.unusedKiB() < limits.unusedKiB());
        long least = isShort ? Math.min(bandKiB, SHORT_BAND_KIB) : bandKiB;
        for (int i = 0; i < takes.length; i++) {
            Guest guest = guests.get(i);
            long surplus = guest.currentKiB() - shares[i] - kept[i];
            if (surplus >= least && guest.unusedKiB() > limits.unusedKiB()) {
                takes[i] = Math.max(0, Math.min(surplus, largestTake(guest, limits)));
            }
        }
        return takes;
    }

    private Wish wish(Guest guest, Observation seen, long even) {
        Wish wish = wishes.computeIfAbsent(guest.uuid(), uuid -> new Wish(settings));
        wish.see(guest, seen.sample().monotonicNanos(), even, seen.limits());
        return wish;
    }

    /**
     * What each is given now out of what is spare: first to who is below the least unused, then to who needs it, then to who
     * would like to have it, and what nobody takes to who is below the least unused though its share is no more.
     */
    private long[] gives(List<Guest> guests, long[] shares, long[] kept, long spare, Limits limits) {
        long[] urgent = new long[shares.length];
        long[] needed = new long[shares.length];
        long[] liked = new long[shares.length];
        long[] poor = new long[shares.length];
        for (int i = 0; i < shares.length; i++) {
            Guest guest = guests.get(i);
            long lacks = Math.max(0, shares[i] - guest.currentKiB());
            long likes = Math.max(0, shares[i] + kept[i] - guest.currentKiB());
            urgent[i] = Math.min(lacks, Math.max(0, limits.unusedKiB() - guest.unusedKiB()));
            needed[i] = lacks < bandKiB ? 0 : lacks - urgent[i];
            liked[i] = likes < bandKiB ? 0 : likes - urgent[i] - needed[i];
            long left = guest.currentKiB() - guest.neededKiB();
            long stillLacks = limits.unusedKiB() - left - urgent[i] - needed[i] - liked[i];
            poor[i] = stillLacks > 0 ? stillLacks + LISTS_KIB : 0;
        }
        long[] given = new long[shares.length];
        for (long[] round : List.of(urgent, needed, liked, poor)) {
            long[] share = FairShares.of(spare - sum(given), round);
            Arrays.setAll(given, i -> given[i] + share[i]);
        }
        return given;
    }

    private static long sum(long[] of) {
        return LongStream.of(of).sum();
    }

    /** What a step may take: a share of the unused, so much that enough stays unused, and nothing below the floor. */
    private static long largestTake(Guest guest, Limits limits) {
        long most = Math.min((long) (guest.unusedKiB() * limits.largestTake()), guest.unusedKiB() - limits.unusedKiB());
        return Math.min(most, guest.currentKiB() - limits.guestFloorKiB());
    }

    private static String why(Guest guest, Wish wish, long share, long spare, Limits limits) {
        boolean isShort = guest.unusedKiB() < limits.unusedKiB();
        String unused = "unused " + guest.unusedKiB() / MIB + (isShort ? " below " + limits.unusedKiB() / MIB : "");
        String grows = wish.growth() >= MIB ? ", grows by " + Math.round(wish.growth() / MIB) + " a second" : "";
        String needs = ", needs " + wish.needKiB() / MIB;
        String host =
                share < wish.needKiB() ? ", fair share " + share / MIB : ", host can give " + Math.max(0, spare) / MIB;
        return unused + grows + needs + host;
    }

    /** {@code headroom}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "headroom",
                    PolicyKind.MEMORY,
                    "Gives what each guest uses plus headroom from its trend, in fair shares, and returns what nobody needs.",
                    List.of(Wish.MARGIN, Wish.AHEAD, Wish.KEEP, BAND),
                    HeadroomPolicy::new);
        }
    }
}
