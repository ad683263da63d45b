package io.equipoise.reports.chart;

import io.equipoise.replay.score.Better;
import io.equipoise.replay.sweep.Sensitivity;
import io.equipoise.replay.sweep.Standing;
import io.equipoise.replay.sweep.Standings;
import io.equipoise.replay.sweep.Tradeoff;
import io.equipoise.reports.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The charts of a sweep. */
public final class SweepCharts {
    /** More traces than inks are shown by their mean alone. */
    private static final int MOST_TRACES = 10;

    /** What stands beside the points at the edge of a chart. */
    private static final double ROOM = 0.06;

    private static final String MEAN = "mean of all traces";

    private SweepCharts() {}

    /** All points by price (across) and harm (up), those of the front numbered from 1. */
    public static Plot front(Tradeoff tradeoff, Standings standings, Map<String, Ink> inks, Map<String, String> units) {
        List<Dot> dots = new ArrayList<>();
        List<List<Standing>> front = standings.front(tradeoff);
        Range x = Range.EMPTY;
        Range y = Range.EMPTY;
        for (Standing standing : standings.all()) {
            Double price = standing.mean(tradeoff.price());
            Double harm = standing.mean(tradeoff.harm());
            if (price != null && harm != null && !standing.policy().bound()) {
                x = x.with(price);
                y = y.with(harm);
                dots.add(new Dot(price, harm, ink(inks, standing), number(front, standing)));
            }
        }
        String title = "%s%s (up) by %s%s (across); good is low and %s"
                .formatted(
                        tradeoff.harm(),
                        inUnit(units, tradeoff.harm()),
                        tradeoff.price(),
                        inUnit(units, tradeoff.price()),
                        tradeoff.priceBetter() == Better.HIGHER ? "right" : "left");
        return Plot.ofValues("front-" + Ids.of(tradeoff.name()), title, padded(x), "", padded(y), List.of(), dots);
    }

    /** The number of the first standing of each place of the front. */
    private static String number(List<List<Standing>> front, Standing standing) {
        for (int i = 0; i < front.size(); i++) {
            if (front.get(i).get(0).equals(standing)) {
                return String.valueOf(i + 1);
            }
        }
        return "";
    }

    private static Ink ink(Map<String, Ink> inks, Standing standing) {
        return inks.getOrDefault(standing.policy().base().name(), Ink.UNKNOWN);
    }

    private static Range padded(Range range) {
        Range drawable = range.drawable();
        double room = ROOM * (drawable.max() - drawable.min());
        return new Range(drawable.min() - room, drawable.max() + room);
    }

    /** What the colours of {@link #sensitivity} stand for: each trace, or only their mean where there are many. */
    public static Map<String, LegendEntry> inks(List<String> traces) {
        Map<String, LegendEntry> inks = new LinkedHashMap<>();
        if (traces.size() <= MOST_TRACES) {
            traces.forEach(trace -> inks.put(trace, new LegendEntry(trace, Ink.series(inks.size()), false)));
        }
        if (traces.size() > 1) {
            inks.put(MEAN, new LegendEntry(MEAN, Ink.TEXT, true));
        }
        return inks;
    }

    /** A score by the value of a setting, a curve for each of the {@link #inks}. */
    public static Plot sensitivity(Sensitivity sensitivity, Map<String, LegendEntry> inks, Map<String, String> units) {
        Map<String, SortedMap<Double, Double>> curves = new LinkedHashMap<>(sensitivity.means());
        curves.put(MEAN, mean(sensitivity.means()));
        curves.keySet().retainAll(inks.keySet());
        List<Line> lines = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        Range x = Range.EMPTY;
        Range y = Range.EMPTY.with(0);
        for (Map.Entry<String, SortedMap<Double, Double>> curve : curves.entrySet()) {
            LegendEntry entry = Objects.requireNonNull(inks.get(curve.getKey()));
            double[] values = array(curve.getValue().keySet());
            double[] scores = array(curve.getValue().values());
            lines.add(new Line(entry.name(), entry.ink(), entry.dashed(), values, scores));
            for (int i = 0; i < values.length; i++) {
                dots.add(new Dot(values[i], scores[i], entry.ink(), ""));
            }
            x = x.with(values);
            y = y.with(scores);
        }
        String setting = sensitivity.setting().name();
        String title = "%s%s by %s%s"
                .formatted(
                        sensitivity.score(),
                        inUnit(units, sensitivity.score()),
                        setting,
                        sensitivity.setting().unit().isEmpty()
                                ? ""
                                : ", " + sensitivity.setting().unit());
        String id = "sensitivity-" + Ids.of(sensitivity.policy() + " " + setting + " " + sensitivity.score());
        return Plot.ofValues(id, title, padded(x), "", y.rounded(), lines, dots);
    }

    private static SortedMap<Double, Double> mean(Map<String, SortedMap<Double, Double>> curves) {
        SortedMap<Double, Double> mean = new TreeMap<>();
        for (SortedMap<Double, Double> curve : curves.values()) {
            curve.forEach((value, score) -> mean.merge(value, score / curves.size(), Double::sum));
        }
        return mean;
    }

    private static double[] array(Iterable<Double> values) {
        List<Double> all = new ArrayList<>();
        values.forEach(all::add);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String inUnit(Map<String, String> units, String score) {
        String unit = units.getOrDefault(score, "");
        return unit.isEmpty() ? "" : ", " + unit;
    }
}
