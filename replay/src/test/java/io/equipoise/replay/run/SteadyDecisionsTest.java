package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.traces.Decision;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision of ours over the shipped traces, so that nothing that is to make it faster changes one. */
final class SteadyDecisionsTest {
    private static final int DIGITS = 16;

    @ParameterizedTest
    @CsvSource(textBlock = """
            cpu-1, SPREAD, 4, 0, e3b0c44298fc1c14
            cpu-1, FREE, 4, 8, da107d57a6b1e612
            cpu-2, FREE, 4, 8, bfb3b3d9c9910603
            cpu-3, FREE, 4, 8, 9d261494ca9de566
            cpu-4, FIRST, 4, 6, f91f6ab149eb7a6d
            cpu-5, SPREAD, 4, 4, 697d964550c74685
            cpu-6, FREE, 3, 0, e3b0c44298fc1c14
            cpu-7, SPREAD, 4, 4, ab59dd89216cf3ac
            cpu-7, FREE, 2, 9, 8c07d2ba28b7710a
            crowded-open, FREE, 2, 15, a574219b7e62b562
            """)
    void decisionsOverAShippedTraceStayTheSame(String trace, Placement start, int pcpus, int pins, String digest) {
        MemoryTrace replayed = Replay.run(
                ParquetTraces.open(Path.of("..", "traces", "cases", trace)),
                new ReplaySetup(null, pcpus, null, start, null),
                Policies.named(PolicyKind.CPU, "steady"));
        StringBuilder decisions = new StringBuilder();
        int made = 0;
        for (Decision decision : replayed.decisions()) {
            if (decision.domain() != null) {
                made++;
                decisions.append(decision).append('\n');
            }
        }
        assertThat(made + " pins, " + digest(decisions.toString())).isEqualTo(pins + " pins, " + digest);
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
