package io.equipoise.traces.demand;

/**
 * What memory a guest cannot do without, KiB.
 *
 * @param needKiB balloon less usable memory, at the guest's report
 * @param swappedAtMostKiB upper bound of what lies in swap beside it: swap-out less swap-in
 * @param censored whether swapping hides a part of the need
 */
public record MemoryNeed(long needKiB, long swappedAtMostKiB, boolean censored) {}
