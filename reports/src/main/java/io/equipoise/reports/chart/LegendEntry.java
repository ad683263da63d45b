package io.equipoise.reports.chart;

/** What a colour stands for in the charts of one section. */
public record LegendEntry(String name, Ink ink, boolean dashed) {}
