package io.equipoise.reports.chart;

/**
 * A single value.
 *
 * @param label written beside it; empty for none
 */
record Dot(double x, double y, Ink ink, String label) {}
