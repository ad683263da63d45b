package io.equipoise.replay.model.memory;

import io.equipoise.replay.model.Conservation;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a host's guests under a budget, KiB. Balloons move towards their targets at a fixed rate, first those that
 * give; one that takes gets no more than is free. Budget = free + the sum of balloons is checked in every interval.
 */
public final class MemoryModel {
    private final MemoryParameters parameters;
    private final @Nullable GuestMemory[] guests;
    private final @Nullable Long budget;
    private long free;

    /** A model without guests yet, with room for this many; a null budget is never scarce. */
    public MemoryModel(MemoryParameters parameters, int guests, @Nullable Long budgetKiB) {
        this.parameters = parameters;
        this.guests = new GuestMemory[guests];
        this.budget = budgetKiB;
        this.free = budgetKiB == null ? 0 : budgetKiB;
    }

    /** Starts a guest with this balloon, or with what is free where that is less. */
    public void start(int guest, String name, long balloonKiB, long maximumKiB) {
        long balloon = budget == null ? balloonKiB : Math.min(balloonKiB, free);
        free -= balloon;
        guests[guest] = new GuestMemory(name, balloon, maximumKiB);
    }

    /**
     * Says how many free pages a guest's per-CPU lists can hold; none unless said.
     *
     * @param told whether what they held when it was recorded is told from what the guest needs
     */
    public void lists(int guest, long capacityKiB, boolean told) {
        guest(guest).listsCapacity = capacityKiB;
        guest(guest).listsTold = told;
    }

    /** Stops a guest: its balloon is free again. */
    public void stop(int guest) {
        free += guest(guest).balloon;
        guests[guest] = null;
    }

    public boolean runs(int guest) {
        return guests[guest] != null;
    }

    /** Sets where a balloon is to move; at most the guest's maximum. */
    public void target(int guest, long kib) {
        guest(guest).target = Math.min(kib, guest(guest).maximum);
    }

    /**
     * Moves balloons for an interval and lets each guest need what it needs at its end.
     *
     * @param tick names the interval in errors
     * @param needKiB what each guest needs at the end of the interval
     * @param leastKiB the least that each guest ever needs
     */
    public void step(long tick, double seconds, long[] needKiB, long[] leastKiB) {
        move(seconds);
        live(tick, needKiB, leastKiB, new long[needKiB.length]);
    }

    /** The first half of {@link #step}: moves balloons; what a guest needs does not change yet, but may no longer fit. */
    public void move(double seconds) {
        long most = Math.round(parameters.balloonKiBPerSecond() * seconds);
        for (GuestMemory guest : guests) {
            if (guest != null && guest.target < guest.balloon) {
                move(guest, -Math.min(most, guest.balloon - guest.target));
            }
        }
        for (GuestMemory guest : guests) {
            if (guest != null && guest.target > guest.balloon) {
                long left = budget == null ? Long.MAX_VALUE : free;
                move(guest, Math.min(Math.min(most, guest.target - guest.balloon), left));
            }
        }
        for (GuestMemory guest : guests) {
            if (guest != null) {
                guest.squeeze(parameters);
            }
        }
    }

    /**
     * The second half: lets each guest need what it needs at the end of the interval.
     *
     * @param listsKiB the free pages in each guest's per-CPU lists when it was recorded
     */
    public void live(long tick, long[] needKiB, long[] leastKiB, long[] listsKiB) {
        long balloons = 0;
        for (int g = 0; g < guests.length; g++) {
            GuestMemory guest = guests[g];
            if (guest != null) {
                guest.live(needKiB[g], leastKiB[g], listsKiB[g], parameters);
                Conservation.guest(
                        tick, guest.name, guest.resident(), guest.usable(), parameters.dipKiB(), guest.balloon);
                balloons += guest.balloon;
            }
        }
        if (budget != null) {
            Conservation.memory(tick, free, balloons, budget);
        }
    }

    private void move(GuestMemory guest, long kib) {
        guest.balloon += kib;
        free -= kib;
        if (kib < 0) {
            guest.giveUp(-kib);
        } else {
            guest.takeBack(kib);
        }
    }

    /** What the budget leaves; null without one. */
    public @Nullable Long freeKiB() {
        return budget == null ? null : free;
    }

    public long balloonKiB(int guest) {
        return guest(guest).balloon;
    }

    public long maximumKiB(int guest) {
        return guest(guest).maximum;
    }

    /** Below 0, by the dip at most, where the guest digs into what its kernel keeps. */
    public long usableKiB(int guest) {
        return guest(guest).usable();
    }

    /** What a guest needs but holds in swap. */
    public long swappedKiB(int guest) {
        return guest(guest).swapped();
    }

    /** Cumulative since the guest's start, like the next two. */
    public long swapOutKiB(int guest) {
        return guest(guest).swapOut();
    }

    public long swapInKiB(int guest) {
        return guest(guest).swapIn();
    }

    public long majorFaults(int guest) {
        return guest(guest).majorFaults();
    }

    private GuestMemory guest(int number) {
        GuestMemory guest = guests[number];
        if (guest == null) {
            throw new IllegalStateException("guest " + number + " does not run");
        }
        return guest;
    }
}
