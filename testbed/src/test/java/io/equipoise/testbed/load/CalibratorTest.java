package io.equipoise.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {

    /** ms of run time that a count costs. */
    private static final double COST = 0.03;

    @ParameterizedTest
    @CsvSource({"0.12, false", "0.18, false", "0.26, false", "0.35, false", "0.2, true"})
    void chosenLoadHasTheWantedDemand(double demand, boolean open) {
        CpuLoad load = Calibrator.loadFor(new Target(demand, open), COST);

        double run = load.work() * COST;
        double cycle = open ? load.millis() : load.millis() + run;
        assertThat(run / cycle).isCloseTo(demand, within(0.005));
        assertThat(cycle).as("many cycles in a tick").isLessThan(100);
    }

    @Test
    void costOfACountFollowsFromTheDemandItMade() {
        CpuLoad closed = new CpuLoad(300, 20, false);
        CpuLoad open = new CpuLoad(300, 40, true);

        assertThat(Calibrator.cost(closed, 9 / (9 + 20.0))).isCloseTo(COST, within(1e-9));
        assertThat(Calibrator.cost(open, 9 / 40.0)).isCloseTo(COST, within(1e-9));
    }

    @Test
    void demandThatSaysLittleIsRefused() {
        assertThatThrownBy(() -> new Target(0.5, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0.02 to 0.35");
        assertThatThrownBy(() -> new Target(Double.NaN, false)).isInstanceOf(InputException.class);
    }
}
