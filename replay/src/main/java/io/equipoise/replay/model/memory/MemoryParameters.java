package io.equipoise.replay.model.memory;

/**
 * What the memory model assumes of guests and balloons.
 *
 * @param balloonKiBPerSecond how fast a balloon moves
 * @param dipKiB how far a guest digs into what its kernel keeps unused before it swaps; it then swaps until it has that again
 * @param missedShare which part of what is swapped out is missed, and comes back at once
 */
public record MemoryParameters(long balloonKiBPerSecond, long dipKiB, double missedShare) {
    private static final long MIB = 1024;

    /**
     * Balloons move 500 MiB/s; guests whose kernel keeps 69 MiB unused were seen to swap from 56 on, until about 69 were unused
     * again (its low and high watermarks); and of 11 GiB that guests swapped out in trials 0.02 % came back, however much room
     * there was later.
     */
    public static final MemoryParameters DEFAULT = new MemoryParameters(500 * MIB, 13 * MIB, 0.0002);
}
