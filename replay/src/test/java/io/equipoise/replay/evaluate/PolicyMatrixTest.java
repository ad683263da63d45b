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
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded cases tell policies apart by, on the cases' own replay hosts. */
final class PolicyMatrixTest {
    private static final List<String> MEMORY_CASES = List.of("memory-1", "memory-2", "memory-3", "memory-4");

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
    @CsvSource(textBlock = """
            none,         fail
            fixed-step,   fail
            proportional, fail
            mom,          fail
            proxmox,      fail
            esx,          fail
            headroom,     pass
            maximum,      fail
            """)
    void memoryCasesTellPoliciesApart(String policy, String verdict) {
        for (String name : MEMORY_CASES) {
            assertThat(verdict(recorded(name + "-maximum"), Cases.named(name), policy))
                    .as("%s on %s", policy, name)
                    .isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "fixed-step", "proportional", "mom", "proxmox", "esx"})
    void headroomHarmsNoGuestMoreThanAnyOtherDoes(String other) {
        for (String name : MEMORY_CASES) {
            Case testCase = Cases.named(name);
            Map<String, Metric> ours = scores(testCase, "headroom");
            Map<String, Metric> theirs = scores(testCase, other);
            for (String harm : List.of("swap out", "major faults", "floor violations")) {
                assertThat(ours.get(harm).value())
                        .as("%s of headroom and %s on %s", harm, other, name)
                        .isLessThanOrEqualTo(theirs.get(harm).value());
            }
        }
    }

    private static Map<String, Metric> scores(Case testCase, String policy) {
        MemoryTrace replayed = Replay.run(
                recorded(testCase.name() + "-maximum"),
                ReplaySetup.of(testCase),
                Policies.named(PolicyKind.MEMORY, policy));
        return Scores.of(replayed, testCase);
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
