package io.equipoise.replay.measure;

import io.equipoise.replay.measure.GuestMemory.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds when a guest freed memory in a trace that does not say so. */
public final class Freeing {
    /** A smaller rise of unused memory is no freeing, MiB. */
    private static final double LEAST = 64;

    private Freeing() {}

    /**
     * The tick of the last sample before the guest's largest rise of unused memory; empty below 64 MiB. What a growing
     * balloon adds does not count, and neither does a single sample in which balloon and unused were not read together.
     */
    public static OptionalLong largest(GuestMemory guest, long fromTick, long toTick) {
        List<Reading> readings = guest.within(fromTick, toTick).stream()
                .filter(reading -> used(reading) != null)
                .toList();
        List<Double> used = smooth(readings);
        double largest = LEAST;
        OptionalLong at = OptionalLong.empty();
        for (int i = 1; i < used.size(); i++) {
            double fall = used.get(i - 1) - used.get(i);
            if (fall >= largest) {
                largest = fall;
                at = OptionalLong.of(readings.get(i - 1).tick());
            }
        }
        return at;
    }

    private static List<Double> smooth(List<Reading> readings) {
        List<Double> smooth = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            double here = usedOf(readings, i);
            double before = usedOf(readings, Math.max(0, i - 1));
            double after = usedOf(readings, Math.min(readings.size() - 1, i + 1));
            smooth.add(Math.max(Math.min(before, here), Math.min(Math.max(before, here), after)));
        }
        return smooth;
    }

    private static double usedOf(List<Reading> readings, int index) {
        Double used = used(readings.get(index));
        return used == null ? 0 : used;
    }

    private static @Nullable Double used(Reading reading) {
        return reading.balloon() == null || reading.unused() == null
                ? null
                : (Double) (reading.balloon() - reading.unused());
    }
}
