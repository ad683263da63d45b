package io.equipoise.reports.chart;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.MemoryTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The charts of traces that stand side by side: the same kinds for each, on the same scales.
 *
 * @param plots for each trace its charts
 * @param load what the load asked; empty where unknown
 * @param legend what the colours mean in {@code plots}
 */
public record SectionCharts(List<List<Plot>> plots, List<Plot> load, List<LegendEntry> legend) {
    /** More points than this on a curve cannot be told apart. */
    private static final int MOST_POINTS = 300;

    /** The charts of one kind of case; of traces outside cases (null) all that have something to show. */
    public static SectionCharts of(@Nullable PolicyKind kind, List<MemoryTrace> traces) {
        List<Timeline> times = traces.stream().map(Timeline::of).toList();
        Range x = Range.EMPTY;
        for (int i = 0; i < traces.size(); i++) {
            x = x.with(times.get(i).of(traces.get(i).samples()));
        }
        List<List<Plot>> plots = new ArrayList<>();
        traces.forEach(trace -> plots.add(new ArrayList<>()));
        Map<String, LegendEntry> legend = new LinkedHashMap<>();
        if (kind != PolicyKind.MEMORY) {
            addCurves(CurveKind.USAGE, traces, times, x, plots, legend);
            addPlacement(traces, times, x, plots);
        }
        if (kind != PolicyKind.CPU) {
            addCurves(CurveKind.BALLOON, traces, times, x, plots, legend);
            addCurves(CurveKind.UNUSED, traces, times, x, plots, legend);
        }
        return new SectionCharts(plots, load(traces, times, x), List.copyOf(legend.values()));
    }

    private static void addCurves(
            CurveKind curve,
            List<MemoryTrace> traces,
            List<Timeline> times,
            Range x,
            List<List<Plot>> plots,
            Map<String, LegendEntry> legend) {
        List<List<Line>> lines = new ArrayList<>();
        Range y = curve.least();
        for (int i = 0; i < traces.size(); i++) {
            lines.add(curve.of(traces.get(i), times.get(i)));
            for (Line line : lines.get(i)) {
                y = y.with(line.y());
                legend.putIfAbsent(line.name(), new LegendEntry(line.name(), line.ink(), line.dashed()));
            }
        }
        if (lines.stream().allMatch(List::isEmpty)) {
            return;
        }
        for (int i = 0; i < traces.size(); i++) {
            plots.get(i).add(plot(curve, x, y, lines.get(i), times.get(i)));
        }
    }

    private static void addPlacement(List<MemoryTrace> traces, List<Timeline> times, Range x, List<List<Plot>> plots) {
        for (int i = 0; i < traces.size(); i++) {
            PlacementRuns placement = PlacementRuns.of(traces.get(i), times.get(i));
            if (!placement.rows().isEmpty()) {
                List<Mark> marks = times.get(i).marks();
                plots.get(i)
                        .add(Plot.ofRuns(
                                "placement", "pCPU of each vCPU", x, placement.rows(), placement.runs(), marks));
            }
        }
    }

    /** What was asked is the same for every trace of a case: the first that knows it tells it for all. */
    private static List<Plot> load(List<MemoryTrace> traces, List<Timeline> times, Range x) {
        List<Plot> plots = new ArrayList<>();
        for (CurveKind curve : List.of(CurveKind.CPU_LOAD, CurveKind.MEMORY_LOAD)) {
            for (int i = 0; i < traces.size() && plots.isEmpty(); i++) {
                List<Line> lines = curve.of(traces.get(i), times.get(i));
                if (!lines.isEmpty()) {
                    Range y = curve.least();
                    for (Line line : lines) {
                        y = y.with(line.y());
                    }
                    plots.add(plot(curve, x, y, lines, times.get(i)));
                }
            }
        }
        return plots;
    }

    private static Plot plot(CurveKind curve, Range x, Range y, List<Line> lines, Timeline time) {
        List<Line> thinned =
                lines.stream().map(line -> line.downsampled(MOST_POINTS)).toList();
        return Plot.ofLines(curve.id(), curve.title(), x, y, thinned, time.marks());
    }
}
