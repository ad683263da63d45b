package io.equipoise.reports.page;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.sweep.SweepResult;
import io.equipoise.replay.sweep.SweepRow;

/** A sweep as one HTML file: the best settings, what can be had for what, and what each setting does. */
public final class SweepPage {
    private SweepPage() {}

    /** The page; what decides about CPUs comes first. */
    public static String of(SweepResult result) {
        StringBuilder body = new StringBuilder();
        for (PolicyKind kind : PolicyKind.values()) {
            if (!result.of(kind).isEmpty()) {
                body.append(new SweepHtml(result, kind).sections());
            }
        }
        return PageFrame.of("Sweep", lead(result), body.toString());
    }

    private static String lead(SweepResult result) {
        long traces = result.rows().stream().map(SweepRow::trace).distinct().count();
        long points = result.rows().stream()
                .map(row -> row.policy().name())
                .distinct()
                .count();
        return "%d replays: %d policies with their settings on %d traces. Every replay is a row of sweep.csv and sweep.parquet."
                .formatted(result.rows().size(), points, traces);
    }
}
