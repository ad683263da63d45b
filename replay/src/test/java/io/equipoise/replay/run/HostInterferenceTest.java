package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import org.junit.jupiter.api.Test;

class HostInterferenceTest {
    private static final CpuSet[] ONE_PCPU = {CpuSet.of(0), CpuSet.of(0)};
    private static final double[] WANT = {0.2, 0.2};

    @Test
    void loadThatGuestsDidNotWaitForYields() {
        // Two guests that want 0.2 each of one pCPU run 0.4 less what they wait for each other.
        assertThat(part(0.385, 0.5)).isLessThan(0.05);
    }

    @Test
    void loadThatIsServedFirstCountsWhole() {
        assertThat(part(0.3, 0.5)).isEqualTo(1);
    }

    @Test
    void whatLiesBetweenIsFound() {
        double half = part(0.355, 0.5);

        assertThat(half).isBetween(0.2, 0.8);
        assertThat(part(0.345, 0.5)).isGreaterThan(half);
    }

    @Test
    void aHostWithoutLoadHasNothingToTellApart() {
        assertThat(HostInterference.matters(new double[] {0.005, 0.01})).isFalse();
        assertThat(HostInterference.matters(new double[] {0.5, 0})).isTrue();
    }

    @Test
    void whereNoGuestMightRunLoadCompetesAsItDoesElsewhere() {
        double[] load = {0.2, 0.9, 0.05};

        HostInterference.compete(ONE_PCPU, 0.5, load);

        assertThat(load).containsExactly(0.1, 0.1, 0.05);
    }

    private static double part(double ran, double hostLoad) {
        return new HostInterference(1, 2).part(ONE_PCPU, WANT, ran, new double[] {hostLoad});
    }
}
