package io.equipoise.replay.model.memory;

/**
 * What the memory model assumes of guests and balloons.
 *
 * @param balloonKiBPerSecond how fast a balloon moves
 * @param usableFloorKiB usable memory at which a guest swaps rather than use more
 * @param faultBackKiBPerSecond how fast what lies in swap comes back once there is room
 */
public record MemoryParameters(long balloonKiBPerSecond, long usableFloorKiB, long faultBackKiBPerSecond) {
    private static final long MIB = 1024;

    /** Balloons move 500 MiB/s, guests swap at 4 MiB usable (measured: 0 to 13), and swapped memory comes back at 1 MiB/s. */
    public static final MemoryParameters DEFAULT = new MemoryParameters(500 * MIB, 4 * MIB, MIB);
}
