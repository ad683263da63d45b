package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small cases on real guests: booted, recorded, pinned, ballooned and graded. */
class TrialLiveTest extends LiveTrials {
    @Test
    void policyPinsRealGuestsAndTheTraceIsGraded() throws IOException {
        Case testCase = cpuCase(2, 3, 9, "{guests: all, cpu: 0.18}");
        MemoryTrace trace = play(testCase, "round-robin");

        int pcpus = trace.header().host().pcpus();
        assertThat(affinities(last(trace))).containsExactly(CpuSet.of(0), CpuSet.of(pcpus > 1 ? 1 : 0));
        assertThat(trace.decisions())
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.answer()).isIn("ok", null));
        assertThat(trace.events()).extracting(Event::type).contains(EventType.LOAD_ONSET, EventType.STAGE_BEGINS);
        assertThat(trace.header().calibration()).contains("demand 0.18 is");
        assertThat(finding(trace, testCase).verdict()).isEqualTo(pcpus > 1 ? Verdict.FAIL : Verdict.PASS);
    }

    @Test
    void policyGivesARealGuestWhatItNeedsAndTheTraceIsGraded() throws IOException {
        Case testCase = memoryCase(2, 320, 30, 250, 20);
        MemoryTrace trace = play(testCase, "headroom");

        MemorySample first = memory(trace.samples().get(0), "aos_vm1");
        MemorySample last = memory(last(trace), "aos_vm1");
        assertThat(first.currentKiB()).isEqualTo(320 * 1024);
        assertThat(last.currentKiB()).isGreaterThan(340 * 1024);
        assertThat(last.unusedKiB()).isLessThan(Objects.requireNonNull(last.currentKiB()));
        assertThat(trace.decisions()).anySatisfy(decision -> {
            assertThat(decision.answer()).isEqualTo("ok");
            assertThat(decision.observed()).isNotNull();
        });
        assertThat(finding(trace, testCase).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void trialOnABusyHostIsBegunAgainAndThenPlayedAndMarked() throws IOException {
        Path out = dir.resolve("trace");
        Case testCase = cpuCase(1, 2, 3, "{guests: all, cpu: 0.18}");
        Acting none = new Acting.OfPolicy(Policies.named(testCase.kind(), "none"));
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            QuietCheck twice = new QuietCheck(2, Duration.ZERO, Duration.ofSeconds(1));
            new Trial(guests(), testCase, none, twice).run(out);
        } finally {
            busy.destroyForcibly();
        }

        MemoryTrace trace = read(out);
        assertThat(said).filteredOn(line -> line.endsWith("disturbed")).hasSize(2);
        assertThat(trace.header().note()).contains("disturbed");
        assertThat(trace.events()).extracting(Event::type).contains(EventType.DISTURBED);
        assertThat(finding(trace, testCase).verdict()).isEqualTo(Verdict.PASS);
    }

    private MemoryTrace play(Case testCase, String policy) throws IOException {
        Path out = dir.resolve("trace");
        Acting acting = new Acting.OfPolicy(Policies.named(testCase.kind(), policy));
        Trial trial = new Trial(guests(), testCase, acting, ONCE);
        assertThat(trial.run(out)).isTrue();
        return read(out);
    }

    private static Finding finding(MemoryTrace trace, Case testCase) {
        List<Finding> findings = Grader.grade(trace, testCase, Balance.ABSOLUTE).findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
