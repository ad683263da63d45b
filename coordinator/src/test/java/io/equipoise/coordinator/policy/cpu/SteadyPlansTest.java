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
            1, 415, a5c939b50cc15803
            2, 349, eca6bda7974dcaf8
            3, 95, a0032e843f8013c6
            4, 125, dad06fc6ff5ae641
            5, 85, 5dcbb840e8dfb63e
            6, 485, 6fe8edc94ac8fd04
            7, 606, 0e21f94492ff8b79
            8, 34, f0274de66cc12269
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
