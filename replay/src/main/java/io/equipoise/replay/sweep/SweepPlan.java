package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.evaluate.TraceSource;
import java.util.List;

/**
 * What a sweep replays: every point on every trace that has something to decide for it.
 *
 * @param points policies with their settings, as {@link Grid} makes them
 */
public record SweepPlan(List<TraceSource> traces, List<PolicyFactory> points, GivenHost host) {
    public SweepPlan {
        traces = List.copyOf(traces);
        points = List.copyOf(points);
    }
}
