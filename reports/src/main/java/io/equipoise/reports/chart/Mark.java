package io.equipoise.reports.chart;

/** A moment that a chart points out. */
public record Mark(double x, String label) {}
