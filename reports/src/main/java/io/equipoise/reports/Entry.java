package io.equipoise.reports;

import io.equipoise.replay.evaluate.EvaluationRow;

/** A row of an evaluation under the name that a report gives it. */
public record Entry(String label, EvaluationRow row) {}
