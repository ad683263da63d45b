package io.equipoise.replay.grade;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.monitor.MonitorLogs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nine real logs: what their authors said of them is what the grade must say. */
class SeedLogsTest {
    private static final Path LOGS = Path.of("../traces/src/test/resources/seed-logs");

    @ParameterizedTest
    @CsvSource({"1, 0.6", "2, 1.4", "3, 0.3", "4, 1.0"})
    void roundRobinBalancesEqualLoadsAndShowsNoPins(String number, String deviation) {
        Grade grade = grade("cpu-" + number + "-round-robin", "cpu-" + number);

        assertThat(grade.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        Finding balanced = grade.findings().get(0);
        assertThat(balanced.verdict()).isEqualTo(Verdict.PASS);
        assertThat(balanced.evidence())
                .contains("deviation of booked usage " + deviation + " points", "best achievable counts as 0");
        assertThat(grade.findings().stream().skip(1))
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE));
    }

    @Test
    void roundRobinDoesNotBalanceAnUnevenLoad() {
        Finding balanced = grade("cpu-5-round-robin", "cpu-5").findings().get(0);

        assertThat(grade("cpu-5-round-robin", "cpu-5").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(balanced.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(balanced.evidence())
                .contains("deviation of booked usage 13.0 points", "(0: 100.0, 1: 73.0, 2: 99.0, 3: 74.0)");
    }

    @Test
    void withoutASchedulerOnePcpuCarriesAll() {
        Finding balanced = grade("cpu-1-no-scheduler", "cpu-1").findings().get(0);

        assertThat(balanced.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(balanced.evidence()).contains("deviation of booked usage 43.6 points");
    }

    @Test
    void aCutSampleIsDroppedAndCounted() {
        assertThat(grade("cpu-4-round-robin", "cpu-4").findings().get(0).evidence())
                .endsWith("1 sample dropped that lacks a pCPU or a guest");
    }

    @ParameterizedTest
    @CsvSource({
        "memory-1, gains stage 1 guest 1, aos_vm1 lost ",
        "memory-2, gains stage 1 guests 1-4, aos_vm1 had 71.8 MiB unused",
        "memory-3, moves stage 2 guests 1-2 to guests 3-4, aos_vm1 had 72.1 MiB unused"
    })
    void balloonsThatNeverMoveFailEachMemoryCaseAndTheCheckIsNamed(String name, String check, String evidence) {
        Grade grade = grade(name, name);

        assertThat(grade.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(grade.findings())
                .filteredOn(finding -> finding.name().equals(check))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
                    assertThat(finding.evidence()).contains("no balloon changed", evidence);
                });
    }

    @Test
    void aShortLogLeavesConvergenceOpen() {
        assertThat(grade("cpu-1-round-robin", "cpu-1").findings().get(1).evidence())
                .contains("ends before the limit has run out");
        assertThat(grade("memory-3", "memory-3").findings().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Grade grade(String log, String testCase) {
        return Grader.grade(MonitorLogs.read(LOGS.resolve(log + ".log")), Cases.named(testCase), Balance.ABSOLUTE);
    }
}
