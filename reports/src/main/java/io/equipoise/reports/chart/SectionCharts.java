package io.equipoise.reports.chart;

import io.equipoise.coordinator.policy.PolicyKind;
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

    private static final String PLACEMENT = "pCPU of each vCPU (thick: pinned, thin: free)";

    /** The charts of one kind of case; of traces outside cases (null) all that have something to show. */
    public static SectionCharts of(@Nullable PolicyKind kind, List<ChartedTrace> traces) {
        Range x = Range.EMPTY;
        for (ChartedTrace each : traces) {
            x = x.with(each.time().of(each.trace().samples()));
        }
        List<List<Plot>> plots = new ArrayList<>();
        traces.forEach(trace -> plots.add(new ArrayList<>()));
        Map<String, LegendEntry> legend = new LinkedHashMap<>();
        if (kind != PolicyKind.MEMORY) {
            addCurves(CurveKind.USAGE, traces, x, plots, legend);
            addPlacement(traces, x, plots);
        }
        if (kind != PolicyKind.CPU) {
            addCurves(CurveKind.BALLOON, traces, x, plots, legend);
            addCurves(CurveKind.UNUSED, traces, x, plots, legend);
        }
        return new SectionCharts(plots, load(traces, x), List.copyOf(legend.values()));
    }

    private static void addCurves(
            CurveKind curve,
            List<ChartedTrace> traces,
            Range x,
            List<List<Plot>> plots,
            Map<String, LegendEntry> legend) {
        List<List<Line>> lines = new ArrayList<>();
        Range common = curve.least();
        for (ChartedTrace each : traces) {
            List<Line> own = curve.of(each.trace(), each.time());
            lines.add(own);
            common = each.ownScale() ? common : common.with(values(own));
            own.forEach(
                    line -> legend.putIfAbsent(line.name(), new LegendEntry(line.name(), line.ink(), line.dashed())));
        }
        if (lines.stream().allMatch(List::isEmpty)) {
            return;
        }
        for (int i = 0; i < traces.size(); i++) {
            Range y = common.with(values(lines.get(i)));
            String title = curve.title() + (y.equals(common) ? "" : ", own scale");
            plots.get(i).add(plot(curve, title, x, y, lines.get(i), traces.get(i)));
        }
    }

    private static void addPlacement(List<ChartedTrace> traces, Range x, List<List<Plot>> plots) {
        for (int i = 0; i < traces.size(); i++) {
            Timeline time = traces.get(i).time();
            PlacementRuns placement = PlacementRuns.of(traces.get(i).trace(), time);
            if (!placement.rows().isEmpty()) {
                plots.get(i)
                        .add(Plot.ofRuns("placement", PLACEMENT, x, placement.rows(), placement.runs(), time.marks()));
            }
        }
    }

    /** What was asked is the same for every trace of a case: the first that knows it tells it for all. */
    private static List<Plot> load(List<ChartedTrace> traces, Range x) {
        for (CurveKind curve : List.of(CurveKind.CPU_LOAD, CurveKind.MEMORY_LOAD)) {
            for (ChartedTrace each : traces) {
                List<Line> lines = curve.of(each.trace(), each.time());
                if (!lines.isEmpty()) {
                    Range y = curve.least().with(values(lines));
                    return List.of(plot(curve, curve.title(), x, y, lines, each));
                }
            }
        }
        return List.of();
    }

    private static Plot plot(CurveKind curve, String title, Range x, Range y, List<Line> lines, ChartedTrace of) {
        List<Line> thinned =
                lines.stream().map(line -> line.downsampled(MOST_POINTS)).toList();
        return Plot.ofLines(
                curve.id(), title, x, y.rounded(), thinned, of.time().marks());
    }

    private static Range values(List<Line> lines) {
        Range range = Range.EMPTY;
        for (Line line : lines) {
            range = range.with(line.y());
        }
        return range;
    }
}
