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

/** Every plan of ours over random hosts, as it was before anything was kept from tick to tick to be fast. */
class SteadyPlansTest {
    private static final int TICKS = 400;
    private static final int DIGITS = 16;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 497, 22f405546e9e4dd4
            2, 280, b43c1cf3396c22a7
            3, 86, 39b43c2aa8c83e7f
            4, 135, f3b1bc1fe584678b
            5, 82, e4eab98a33f6fb53
            6, 442, 4888bc2c70b2e672
            7, 545, 775e795c7d4c7913
            8, 18, 27c4160932c1abd2
            """)
    void plansOverARandomHostAreThoseOfASearchFromScratch(long seed, int pins, String digest) {
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
