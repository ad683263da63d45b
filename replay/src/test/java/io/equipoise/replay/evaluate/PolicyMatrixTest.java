package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded cases tell policies apart by, on the cases' own replay hosts. */
final class PolicyMatrixTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            cpu-1, fail, pass, pass
            cpu-2, fail, pass, pass
            cpu-3, pass, pass, pass
            cpu-4, fail, pass, pass
            cpu-5, fail, fail, pass
            cpu-6, pass, pass, pass
            cpu-7, fail, fail, pass
            """)
    void cpuCasesTellPoliciesApart(String name, String none, String roundRobin, String steady) {
        Case testCase = Cases.named(name);
        Trace recorded = recorded(name);
        assertThat(verdict(recorded, testCase, "none")).isEqualTo(none);
        assertThat(verdict(recorded, testCase, "round-robin")).isEqualTo(roundRobin);
        assertThat(verdict(recorded, testCase, "steady")).isEqualTo(steady);
    }

    @ParameterizedTest
    @CsvSource({"memory-1", "memory-2", "memory-3", "memory-4"})
    void memoryCasesTellPoliciesApart(String name) {
        Case testCase = Cases.named(name);
        Trace recorded = recorded(name + "-maximum");
        assertThat(verdict(recorded, testCase, "none")).isEqualTo("fail");
        assertThat(verdict(recorded, testCase, "headroom")).isEqualTo("pass");
    }

    private static Trace recorded(String name) {
        return ParquetTraces.open(Path.of("..", "traces", "cases", name));
    }

    private static String verdict(Trace recorded, Case testCase, String policy) {
        PolicyKind kind = testCase.kind();
        Trace replayed = Replay.run(recorded, ReplaySetup.of(testCase), Policies.named(kind, policy));
        return Grader.grade(replayed, testCase, Balance.ABSOLUTE).verdict().text();
    }
}
