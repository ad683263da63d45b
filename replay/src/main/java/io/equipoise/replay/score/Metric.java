package io.equipoise.replay.score;

import org.jspecify.annotations.Nullable;

/**
 * One score of a trace.
 *
 * @param unit of the value; empty for a plain number
 * @param value null where the trace does not show it
 * @param better which way it improves
 */
public record Metric(String unit, @Nullable Double value, Better better) {}
