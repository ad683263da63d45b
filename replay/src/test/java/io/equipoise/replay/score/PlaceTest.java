package io.equipoise.replay.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Noise HALF = new Noise(Map.of("deviation", 0.5));

    @Test
    void whatDiffersByNoMoreThanTheNoiseSharesAPlace() {
        assertThat(places(Better.LOWER, HALF, 3.0, 1.0, 1.5, 1.6)).containsExactly("4", "1=", "1=", "2=");
    }

    @Test
    void withoutNoiseEveryDifferenceCounts() {
        assertThat(places(Better.HIGHER, Noise.UNKNOWN, 3.0, 1.0, 1.5)).containsExactly("1", "3", "2");
    }

    @Test
    void whatIsUnknownHasNoPlaceAndTakesNone() {
        assertThat(places(Better.LOWER, HALF, null, 2.0)).containsExactly(null, "1");
    }

    @Test
    void noiseIsTheLargestDifferenceOfWhatShouldBeEqual() {
        Noise spread = Noise.among(List.of(scores(1.0, 7.0), scores(1.4, null), scores(1.1, 7.0)));

        assertThat(spread.of("deviation")).isCloseTo(0.4, within(1e-9));
        assertThat(spread.of("ticks")).isInfinite();
        assertThat(Noise.among(List.of(scores(1.0, 7.0)))).isEqualTo(Noise.UNKNOWN);
        assertThat(Noise.between(scores(1.0, null), scores(1.0, null)).of("ticks"))
                .isNull();
    }

    @Test
    void theLargerNoiseCounts() {
        Noise larger = HALF.or(new Noise(Map.of("deviation", 0.2, "ticks", 3.0)));

        assertThat(larger.bounds()).containsOnly(Map.entry("deviation", 0.5), Map.entry("ticks", 3.0));
    }

    private static List<String> places(Better better, Noise noise, Double... values) {
        return Place.of("deviation", better, Arrays.asList(values), noise).stream()
                .map(place -> place == null ? null : place.text())
                .toList();
    }

    private static Map<String, Metric> scores(Double deviation, Double ticks) {
        return Map.of(
                "deviation", new Metric("points", deviation, Better.LOWER),
                "ticks", new Metric("ticks", ticks, Better.LOWER));
    }
}
