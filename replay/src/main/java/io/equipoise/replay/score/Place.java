package io.equipoise.replay.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands among others of the same score.
 *
 * @param place 1 and the number of those that are better by more than the noise
 * @param shared whether there is another one from which it does not differ
 */
public record Place(int place, boolean shared) {

    /** The place of each value; null where the value is unknown, or where the score only describes. */
    public static List<@Nullable Place> of(String score, Better better, List<@Nullable Double> values, Noise noise) {
        List<@Nullable Place> places = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Double mine = values.get(i);
            if (mine == null || better == Better.NEITHER) {
                places.add(null);
                continue;
            }
            int ahead = 0;
            boolean shared = false;
            for (int j = 0; j < values.size(); j++) {
                Double other = values.get(j);
                if (j == i || other == null) {
                    continue;
                }
                boolean differ = noise.differ(score, mine, other);
                ahead += differ && (better == Better.LOWER ? other < mine : other > mine) ? 1 : 0;
                shared |= !differ;
            }
            places.add(new Place(1 + ahead, shared));
        }
        return places;
    }

    /** As written in tables: {@code 2}, or {@code 2=} where it is shared. */
    public String text() {
        return place + (shared ? "=" : "");
    }
}
