package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.demand.DemandWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every plan of ours over random hosts, so that nothing that is to make it faster changes one. */
class SteadyPlansTest {
    private static final int TICKS = 400;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 417, 858727975
            2, 406, 2065540929
            3, 104, 230996470
            4, 158, 585419151
            5, 150, -486534882
            6, 526, 608684173
            7, 566, 796524901
            8, 25, 1891469236
            """)
    void plansOverARandomHostStayTheSame(long seed, int pins, int hash) {
        RandomHost host = new RandomHost(seed);
        DemandWindow window = new DemandWindow();
        SteadyPolicy policy = new SteadyPolicy();
        StringBuilder plans = new StringBuilder();
        int made = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            var sample = host.next();
            Plan plan = policy.decide(new Observation(sample, window.add(sample), null, 0, Limits.RUBRIC));
            for (Plan.Change change : plan.changes()) {
                plans.append(tick).append(' ').append(change).append('\n');
                host.carryOut((Pin) change);
                made++;
            }
        }
        assertThat(made + " pins, " + plans.toString().hashCode()).isEqualTo(pins + " pins, " + hash);
    }
}
