package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.traces.Decision;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision of ours over the shipped traces, so that nothing that is to make it faster changes one. */
final class SteadyDecisionsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            cpu-1, SPREAD, 4, 0, 0
            cpu-1, FREE, 4, 8, 338512798
            cpu-2, FREE, 4, 8, -2122644161
            cpu-3, FREE, 4, 8, 2032458849
            cpu-4, FIRST, 4, 6, -797723259
            cpu-5, SPREAD, 4, 4, -1497433992
            cpu-6, FREE, 3, 0, 0
            cpu-7, SPREAD, 4, 4, -711170911
            cpu-7, FREE, 2, 9, 874520206
            crowded-open, FREE, 2, 15, 176560203
            """)
    void decisionsOverAShippedTraceStayTheSame(String trace, Placement start, int pcpus, int pins, int hash) {
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
        assertThat(made + " pins, " + decisions.toString().hashCode()).isEqualTo(pins + " pins, " + hash);
    }
}
