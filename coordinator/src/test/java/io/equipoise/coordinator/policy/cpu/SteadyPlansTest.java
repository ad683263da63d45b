package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.demand.DemandWindow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every plan of ours over random hosts, so that nothing that is to make it faster changes one. */
class SteadyPlansTest {
    private static final int TICKS = 400;
    private static final int DIGITS = 16;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 417, 0c34c2300c272b68
            2, 406, 95cc61f2ef7f2f82
            3, 104, 951b5fc5a688b6db
            4, 158, 9c28d789de6aa329
            5, 150, 8f0b5cca0783d074
            6, 526, 8818d94e6ea72cf8
            7, 566, f87c8aab77021478
            8, 25, 593be203a20ea943
            """)
    void plansOverARandomHostStayTheSame(long seed, int pins, String digest) {
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
        assertThat(made + " pins, " + digest(plans.toString())).isEqualTo(pins + " pins, " + digest);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
