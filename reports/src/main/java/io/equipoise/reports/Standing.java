package io.equipoise.reports;

import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import io.equipoise.replay.score.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the entries of a section compare, score by score: what differs by no more than the noise is alike. Bounds stand outside. */
public final class Standing {
    private final Noise noise;
    private final IdentityHashMap<Entry, String> ranks = new IdentityHashMap<>();
    private final IdentityHashMap<Entry, List<String>> alike = new IdentityHashMap<>();

    private Standing(Noise noise) {
        this.noise = noise;
    }

    /** Compares the entries of a section. */
    public static Standing of(Section section) {
        Standing standing = new Standing(section.noise());
        List<Entry> ranked =
                section.entries().stream().filter(entry -> !entry.row().bound()).toList();
        Map<String, Metric> scores = new LinkedHashMap<>();
        ranked.forEach(entry -> entry.row().scores().forEach(scores::putIfAbsent));
        boolean foremost = true;
        for (Map.Entry<String, Metric> score : scores.entrySet()) {
            standing.place(ranked, score.getKey(), score.getValue(), foremost);
            foremost = false;
        }
        return standing;
    }

    private void place(List<Entry> ranked, String score, Metric metric, boolean foremost) {
        List<@Nullable Double> values = new ArrayList<>();
        ranked.forEach(entry -> values.add(value(entry, score)));
        List<@Nullable Place> places = Place.of(score, metric.better(), values, noise);
        List<Entry> first = new ArrayList<>();
        Set<Double> different = new HashSet<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Double value = values.get(i);
            if (place == null || value == null) {
                continue;
            }
            if (foremost) {
                ranks.put(ranked.get(i), place.text());
            }
            if (place.place() == 1) {
                first.add(ranked.get(i));
                different.add(value);
            }
        }
        if (different.size() > 1) {
            first.forEach(entry ->
                    alike.computeIfAbsent(entry, none -> new ArrayList<>()).add(score));
        }
    }

    private static @Nullable Double value(Entry entry, String score) {
        Metric metric = entry.row().scores().get(score);
        return metric == null ? null : metric.value();
    }

    /** What two scores must differ by. */
    public Noise noise() {
        return noise;
    }

    /** The place by the foremost score, such as {@code 2} or, where it is shared, {@code 2=}; empty where there is none. */
    public String rank(Entry entry) {
        return ranks.getOrDefault(entry, "");
    }

    /** The scores in which it seems to differ from others but is, as they are, no different from the best. */
    public List<String> alike(Entry entry) {
        return alike.getOrDefault(entry, List.of());
    }
}
