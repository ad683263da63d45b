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

/** Every decision of ours over the shipped traces, as it was before anything was kept from tick to tick to be fast. */
final class SteadyDecisionsTest {
    private static final int DIGITS = 16;

    @ParameterizedTest
    @CsvSource(textBlock = """
            cpu-1, SPREAD, 4, 0, e3b0c44298fc1c14
            cpu-1, FREE, 4, 8, e716def7fa43a883
            cpu-2, FREE, 4, 8, dee0163c0116d1b9
            cpu-3, FREE, 4, 8, 8a11f8aa9a16ea4c
            cpu-4, FIRST, 4, 6, e34e213e33a1110a
            cpu-5, SPREAD, 4, 4, 91069319b9af04ad
            cpu-6, FREE, 3, 0, e3b0c44298fc1c14
            cpu-7, SPREAD, 4, 4, ba30063aee7041bf
            cpu-7, FREE, 2, 10, 43121e51737c77ae
            crowded-open, FREE, 2, 15, 6c4cb034ae3f2012
            """)
    void decisionsOverAShippedTraceAreThoseOfASearchFromScratch(
            String trace, Placement start, int pcpus, int pins, String digest) {
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
