package io.equipoise.reports.chart;

import io.equipoise.replay.cases.GuestOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers the values of named curves over common points in time. */
final class Curves {
    private final double[] x;
    private final TreeMap<String, double[]> values = new TreeMap<>(GuestOrder.NATURAL);

    Curves(double[] x) {
        this.x = x;
    }

    /** Sets the value of a curve at the i-th point in time; what is not set is unknown. */
    void put(String name, int i, double value) {
        values.computeIfAbsent(name, key -> {
            double[] unknown = new double[x.length];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        })[i] = value;
    }

    /** The curves that have a value, in natural order of name; each name keeps its colour. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int n = 0;
        for (Map.Entry<String, double[]> curve : values.entrySet()) {
            lines.add(new Line(curve.getKey(), Ink.series(n++), false, x, curve.getValue()));
        }
        return lines.stream().filter(Line::hasValues).toList();
    }

    /** The curves that have a value, those that coincide drawn as one under all their names. */
    List<Line> distinctLines() {
        Map<List<Double>, List<String>> names = new LinkedHashMap<>();
        values.forEach(
                (name, y) -> names.computeIfAbsent(Arrays.stream(y).boxed().toList(), key -> new ArrayList<>())
                        .add(name));
        Curves distinct = new Curves(x);
        names.forEach((y, same) -> distinct.values.put(joined(same), values.get(same.get(0))));
        return distinct.lines();
    }

    /** The names, a beginning that they share only once: {@code vm1, 2, 3}. */
    private static String joined(List<String> names) {
        String stem = names.get(0).replaceFirst("\\d+$", "");
        boolean shared = names.stream().allMatch(name -> name.startsWith(stem));
        return names.get(0)
                + names.stream()
                        .skip(1)
                        .map(name -> ", " + (shared ? name.substring(stem.length()) : name))
                        .collect(Collectors.joining());
    }
}
