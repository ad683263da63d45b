package io.equipoise.replay.measure;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import org.jspecify.annotations.Nullable;

/** The rubric's rules of memory that grades and scores share, MiB. */
public final class MemoryRules {
    /** A guest with less unused stands below the floor. */
    public static final double FLOOR = Limits.RUBRIC.unusedKiB() / 1024.0;

    /** What a host is to keep free. */
    public static final double RESERVE = Limits.RUBRIC.reserveKiB() / 1024.0;

    /** A balloon is where it should be, or has not moved, within this. */
    public static final double ROUNDING = 1;

    private static final long KIB_PER_MIB = 1024;

    private MemoryRules() {}

    /** The memory budget of the trace's header, or else of the case. */
    public static MemoryBudget budget(MemoryTrace trace, @Nullable Case testCase) {
        Long ofTrace = trace.header().memoryBudgetKiB();
        Long ofCase = testCase == null ? null : testCase.replay().memoryBudgetMib();
        return new MemoryBudget(ofTrace != null || ofCase == null ? ofTrace : (Long) (ofCase * KIB_PER_MIB));
    }

    /** Memory that may still be given at a sample; null where unknown. */
    public static @Nullable Double free(MemoryBudget budget, Sample sample) {
        Long free = budget.freeKiB(sample);
        return free == null ? null : (Double) (free / (double) KIB_PER_MIB);
    }

    /** Whether a host with so much free could give some: to give the last of what is above the reserve is not asked of it. */
    public static boolean couldGive(double free) {
        return free > RESERVE + ROUNDING;
    }

    /** The most a balloon may hold, by the trace or else by the case; null where neither says. */
    public static @Nullable Double maximum(Reading reading, @Nullable Case testCase) {
        Long ofCase = testCase == null ? null : testCase.start().maximumMib();
        return reading.maximum() != null || ofCase == null ? reading.maximum() : (Double) (double) ofCase;
    }

    /** Whether the balloon stands at its maximum; an unknown one does not. */
    public static boolean isAtMaximum(Reading reading, @Nullable Case testCase) {
        Double maximum = maximum(reading, testCase);
        return reading.balloon() != null && maximum != null && reading.balloon() >= maximum - ROUNDING;
    }

    /** Whether the guest stands below the floor though its balloon could grow; unknown unused memory does not. */
    public static boolean isLow(Reading reading, @Nullable Case testCase) {
        return reading.unused() != null && reading.unused() < FLOOR && !isAtMaximum(reading, testCase);
    }
}
