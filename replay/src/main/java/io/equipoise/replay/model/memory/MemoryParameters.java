package io.equipoise.replay.model.memory;

/**
 * What the memory model assumes of guests and balloons.
 *
 * @param balloonKiBPerSecond how fast a balloon moves
 * @param dipKiB how far a guest digs into what its kernel keeps unused before it swaps; it then swaps until it has that again
 * @param faultBackKiBPerSecond how fast what lies in swap comes back once there is room
 */
public record MemoryParameters(long balloonKiBPerSecond, long dipKiB, long faultBackKiBPerSecond) {
    private static final long MIB = 1024;

    /**
     * Balloons move 500 MiB/s; guests whose kernel keeps 69 MiB unused were seen to swap from 56 on, until about 69 were unused
     * again (its low and high watermarks); and swapped memory comes back at 1 MiB/s.
     */
    public static final MemoryParameters DEFAULT = new MemoryParameters(500 * MIB, 13 * MIB, MIB);
}
