package io.equipoise.coordinator.policy.memory;

import java.util.List;

/**
 * Proxmox VE's division of a change among guests, in any unit of memory: beyond its minimum each is to have a part of what
 * the group has beyond its minima, by shares, within its maximum and one step of where the round began. What a guest
 * cannot take or give is divided among the others again.
 */
final class SharedAllocation {
    private final List<Part> parts;
    private final long[] sizes;
    private final long step;

    /** A guest as the round finds it. */
    record Part(long minimum, long maximum, long shares, long current, long unused) {
        /** Whether it has too little unused, by a quarter of its minimum, or is below that minimum. */
        boolean underPressure() {
            return 4 * unused <= minimum || current < minimum;
        }
    }

    private SharedAllocation(List<Part> parts, long step) {
        this.parts = parts;
        this.sizes = parts.stream().mapToLong(Part::current).toArray();
        this.step = step;
    }

    /**
     * Sizes after a round in which all together are to change by an amount, negative for less: first those under pressure
     * grow, or the others shrink; if that changes nothing, all do.
     */
    static long[] round(List<Part> parts, long amount, long step) {
        SharedAllocation round = new SharedAllocation(parts, step);
        boolean[] first = new boolean[parts.size()];
        boolean[] all = new boolean[parts.size()];
        for (int i = 0; i < all.length; i++) {
            first[i] = parts.get(i).underPressure() == (amount > 0);
            all[i] = true;
        }
        long changed = round.divide(first, amount);
        // A change the wrong way (growing, those above their part shrink) is no progress.
        if (amount > 0 ? changed <= 0 : changed >= 0) {
            round.divide(all, amount - changed);
        }
        return round.sizes;
    }

    /** Divides an amount among some until nothing moves any more; returns how much they changed together. */
    private long divide(boolean[] among, long amount) {
        boolean[] open = among.clone();
        long rest = amount;
        boolean moved = true;
        while (rest != 0 && moved) {
            moved = false;
            long beyond = rest;
            long shares = 0;
            for (int i = 0; i < open.length; i++) {
                if (open[i]) {
                    beyond += sizes[i] - parts.get(i).minimum;
                    shares += parts.get(i).shares;
                }
            }
            for (int i = 0; i < open.length; i++) {
                if (!open[i]) {
                    continue;
                }
                long before = sizes[i];
                open[i] = move(i, desired(parts.get(i), beyond, shares), amount > 0);
                rest -= sizes[i] - before;
                moved |= sizes[i] != before;
            }
        }
        return amount - rest;
    }

    private static long desired(Part part, long beyond, long shares) {
        long desired = part.minimum + (long) ((double) beyond / shares * part.shares);
        return Math.max(part.minimum, Math.min(part.maximum, desired));
    }

    /** Moves one guest towards its part; false when it has nothing more to move in this direction. */
    private boolean move(int i, long desired, boolean growing) {
        long current = parts.get(i).current;
        if (desired == current || (desired > current && !growing)) {
            return false;
        }
        sizes[i] = desired > current ? Math.min(desired, current + step) : Math.max(desired, current - step);
        return true;
    }
}
