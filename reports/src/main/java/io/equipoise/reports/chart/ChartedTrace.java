package io.equipoise.reports.chart;

import io.equipoise.traces.MemoryTrace;

/**
 * A trace to be drawn beside others.
 *
 * @param ownScale whether its values must not stretch the scales of the others, as those of bounds would
 */
public record ChartedTrace(MemoryTrace trace, boolean ownScale) {
    Timeline time() {
        return Timeline.of(trace);
    }
}
