package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.ConfiguredFactory;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The points of a sweep: every policy with every combination of the values of its settings. */
public final class Grid {
    /** More would not be replayed in a lifetime. */
    private static final int MOST_POINTS = 1_000_000;

    private Grid() {}

    /**
     * All points, in the order of the policies, the last axis changing fastest. An {@link InputException} tells of an axis
     * that no policy has, and of a value that is not allowed.
     */
    public static List<PolicyFactory> points(List<PolicyFactory> policies, List<Axis> axes) {
        axes.forEach(axis -> requireSetting(policies, axis));
        Map<String, PolicyFactory> points = new LinkedHashMap<>();
        for (PolicyFactory policy : policies) {
            for (PolicyFactory point : points(policy, axes)) {
                points.putIfAbsent(point.kind() + " " + point.name(), point);
            }
        }
        return List.copyOf(points.values());
    }

    private static List<PolicyFactory> points(PolicyFactory policy, List<Axis> axes) {
        List<PolicyFactory> points = List.of(policy);
        for (Axis axis : axes) {
            if (axis.names(policy)
                    && ConfiguredFactory.setting(policy, axis.setting()).isPresent()) {
                requireRoom(points.size(), axis);
                List<PolicyFactory> more = new ArrayList<>();
                for (PolicyFactory point : points) {
                    for (String value : axis.values()) {
                        more.add(ConfiguredFactory.with(point, "--set " + axis.text(), axis.setting(), value));
                    }
                }
                points = more;
            }
        }
        return points;
    }

    private static void requireRoom(int points, Axis axis) {
        if ((long) points * axis.values().size() > MOST_POINTS) {
            throw new InputException(
                    "--set " + axis.text() + ": the grid has more than " + MOST_POINTS + " points; give fewer values");
        }
    }

    private static void requireSetting(List<PolicyFactory> policies, Axis axis) {
        List<PolicyFactory> meant = policies.stream().filter(axis::names).toList();
        if (meant.isEmpty()) {
            throw new InputException(
                    "--set " + axis.text() + ": no policy '" + axis.policy() + "' is among those of --policies");
        }
        if (meant.stream()
                .noneMatch(policy ->
                        ConfiguredFactory.setting(policy, axis.setting()).isPresent())) {
            throw new InputException("--set " + axis.text() + ": none of the policies has a setting '" + axis.setting()
                    + "'; " + meant.stream().map(Grid::settings).collect(Collectors.joining("; ")));
        }
    }

    private static String settings(PolicyFactory policy) {
        return policy.base().name() + " has "
                + (policy.settings().isEmpty()
                        ? "none"
                        : policy.settings().stream().map(Setting::name).collect(Collectors.joining(", ")));
    }

    /** A number of points drawn by chance, in the order of the grid; more points of the same seed hold those of fewer. */
    public static List<PolicyFactory> sample(List<PolicyFactory> points, int count, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream()
                .limit(count)
                .sorted()
                .<PolicyFactory>map(points::get)
                .toList();
    }
}
