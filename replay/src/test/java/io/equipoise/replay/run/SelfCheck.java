package io.equipoise.replay.run;

import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.compare.Differences;
import io.equipoise.traces.Trace;
import org.jspecify.annotations.Nullable;

/**
 * How far the model is off: mean absolute differences, tick by tick, between a trace and its replay. Domains are matched by name.
 * Null where the two have nothing of the kind in common.
 *
 * @param pcpuUsagePoints of each pCPU's usage by guests, percentage points; null on another shape of host
 * @param vcpuUsagePoints of what each vCPU ran, points of one pCPU
 * @param balloonMib of each guest's balloon
 * @param unusedMib of each guest's unused memory
 * @param swappedOutMib of what each guest has swapped out so far
 */
public record SelfCheck(
        @Nullable Double pcpuUsagePoints,
        @Nullable Double vcpuUsagePoints,
        @Nullable Double balloonMib,
        @Nullable Double unusedMib,
        @Nullable Double swappedOutMib) {

    /** The model's error where what was done to the guests while recording is replayed. */
    public static SelfCheck of(RecordedDemand recorded) {
        return between(recorded.trace(), Replay.recordedActions(recorded));
    }

    /** The differences at the ticks that both traces have. */
    public static SelfCheck between(Trace truth, Trace replayed) {
        Differences differences = Differences.byTick(truth, replayed);
        return new SelfCheck(
                differences.mean(Compared.PCPU_USAGE),
                differences.mean(Compared.VCPU_USAGE),
                differences.mean(Compared.BALLOON),
                differences.mean(Compared.UNUSED),
                differences.mean(Compared.SWAPPED_OUT));
    }
}
