package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.guard.Ruling;
import io.equipoise.coordinator.guard.Sentence;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Value;
import io.equipoise.traces.Sample;
import org.jspecify.annotations.Nullable;

/** Rows of the decision table, and the same rows with more known. */
final class DecisionRows {

    private DecisionRows() {}

    /** The row of a tick without plan. */
    static Decision ofNoPlan(long tick, ActivePolicy policy, @Nullable Long durationNanos, @Nullable String error) {
        return new Decision(
                tick,
                policy.name(),
                policy.role(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                durationNanos,
                error);
    }

    /** The row of one ruling, nothing sent yet. */
    static Decision of(Sample sample, ActivePolicy policy, Ruling ruling, @Nullable Long durationNanos) {
        Change planned = ruling.planned();
        Change left = ruling.left();
        return new Decision(
                sample.tick(),
                policy.name(),
                policy.role(),
                planned.domain(),
                planned instanceof Pin pin ? pin.vcpu() : null,
                value(planned),
                left == null ? null : value(left),
                ruling.guard(),
                Sentence.of(ruling, sample),
                null,
                null,
                null,
                null,
                durationNanos,
                null);
    }

    /** The row with when it was sent (0 where the run has no clock) and what the host answered. */
    static Decision answered(Decision row, long sentMicros, String answer) {
        return new Decision(
                row.tick(),
                row.policy(),
                row.role(),
                row.domain(),
                row.vcpu(),
                row.planned(),
                row.guarded(),
                row.guard(),
                row.reason(),
                sentMicros == 0 ? null : sentMicros,
                answer,
                row.observed(),
                row.observedTick(),
                row.durationNanos(),
                row.error());
    }

    /** The row with what was seen afterwards, and at which tick. */
    static Decision observed(Decision row, Value observed, long tick) {
        return new Decision(
                row.tick(),
                row.policy(),
                row.role(),
                row.domain(),
                row.vcpu(),
                row.planned(),
                row.guarded(),
                row.guard(),
                row.reason(),
                row.sentMicros(),
                row.answer(),
                observed,
                tick,
                row.durationNanos(),
                row.error());
    }

    private static Value value(Change change) {
        return change instanceof Balloon balloon ? Value.ofKiB(balloon.kib()) : Value.of(((Pin) change).affinity());
    }
}
