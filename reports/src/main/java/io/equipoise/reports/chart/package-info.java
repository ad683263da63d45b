/** Charts: what a trace looks like over time, drawn by XChart as SVG or PNG. */
@NullMarked
package io.equipoise.reports.chart;

import org.jspecify.annotations.NullMarked;
