package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.testbed.LiveFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Small cases on real guests: booted, recorded, pinned, ballooned and graded. */
class TrialLiveTest {
    private static final QuietCheck ONCE = new QuietCheck(1, Duration.ZERO);

    @TempDir
    Path dir;

    private Testbed testbed;

    @BeforeEach
    void open() throws IOException {
        testbed =
                Testbed.open(LiveFolder.in(dir.resolve("testbed")), LoggerFactory.getLogger(TrialLiveTest.class)::info);
    }

    @AfterEach
    void close() throws IOException {
        if (testbed != null) {
            testbed.down();
            testbed.close();
        }
    }

    @Test
    void policyPinsRealGuestsAndTheTraceIsGraded() throws IOException {
        Case testCase = testCase("""
                name: small-cpu
                kind: cpu
                title: Two guests start on pCPU 0.
                guests: 2
                vcpus-per-guest: 1
                start: {placement: first}
                load:
                  baseline-ticks: 3
                  stages:
                    - ticks: 9
                      loads: [{guests: all, cpu: 0.18}]
                  tail-ticks: 0
                replay: {pcpus: 2}
                expect:
                  - {check: unmoved, reason: Whoever pins fails this.}
                """);
        MemoryTrace trace = play(testCase, "round-robin");

        Sample last = trace.samples().get(trace.samples().size() - 1);
        int pcpus = trace.header().host().pcpus();
        assertThat(last.domains())
                .extracting(domain ->
                        Objects.requireNonNull(domain.vcpus().get(0).affinity()).toString())
                .containsExactly("0", pcpus > 1 ? "1" : "0");
        assertThat(trace.decisions())
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.answer()).isIn("ok", null));
        assertThat(trace.events()).extracting(Event::type).contains(EventType.LOAD_ONSET, EventType.STAGE_BEGINS);
        assertThat(trace.header().calibration()).contains("demand 0.18 is");
        assertThat(finding(trace, testCase).verdict()).isEqualTo(pcpus > 1 ? Verdict.FAIL : Verdict.PASS);
    }

    @Test
    void policyGivesARealGuestWhatItNeedsAndTheTraceIsGraded() throws IOException {
        Case testCase = testCase("""
                name: small-memory
                kind: memory
                title: Guest 1 of two consumes.
                guests: 2
                vcpus-per-guest: 1
                start: {balloon-mib: 320, maximum-mib: 1024}
                load:
                  baseline-ticks: 3
                  stages:
                    - ticks: 30
                      loads: [{guests: [1], memory: {to-mib: 250, within-ticks: 20}}]
                  tail-ticks: 0
                replay: {pcpus: 2, memory-budget-mib: 1536}
                expect:
                  - {check: reserve, reason: A host without free memory freezes.}
                """);
        MemoryTrace trace = play(testCase, "headroom");

        MemorySample first = memory(trace.samples().get(0), "aos_vm1");
        MemorySample last = memory(trace.samples().get(trace.samples().size() - 1), "aos_vm1");
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
        List<String> said = new ArrayList<>();
        Path out = dir.resolve("trace");
        Case testCase = testCase("""
                name: short
                kind: cpu
                title: One guest.
                guests: 1
                vcpus-per-guest: 1
                start: {placement: first}
                load:
                  baseline-ticks: 2
                  stages:
                    - ticks: 3
                      loads: [{guests: all, cpu: 0.18}]
                  tail-ticks: 0
                replay: {pcpus: 2}
                expect:
                  - {check: unmoved, reason: Nobody pins.}
                """);
        Acting none = new Acting.OfPolicy(Policies.named(testCase.kind(), "none"));
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            new Trial(new TrialGuests(testbed, said::add), testCase, none, new QuietCheck(2, Duration.ZERO)).run(out);
        } finally {
            busy.destroyForcibly();
        }

        MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(out));
        assertThat(said).filteredOn(line -> line.endsWith("disturbed")).hasSize(2);
        assertThat(trace.header().note()).contains("disturbed");
        assertThat(trace.events()).extracting(Event::type).contains(EventType.DISTURBED);
        assertThat(finding(trace, testCase).verdict()).isEqualTo(Verdict.PASS);
    }

    private MemoryTrace play(Case testCase, String policy) throws IOException {
        Path out = dir.resolve("trace");
        Acting acting = new Acting.OfPolicy(Policies.named(testCase.kind(), policy));
        Trial trial = new Trial(new TrialGuests(testbed, line -> {}), testCase, acting, ONCE);
        assertThat(trial.run(out)).isTrue();
        return MemoryTrace.copyOf(ParquetTraces.open(out));
    }

    private Case testCase(String yaml) throws IOException {
        return Cases.read(Files.writeString(dir.resolve("case.yaml"), yaml));
    }

    private static MemorySample memory(Sample sample, String name) {
        return Objects.requireNonNull(sample.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow()
                .memory());
    }

    private static Finding finding(MemoryTrace trace, Case testCase) {
        List<Finding> findings = Grader.grade(trace, testCase, Balance.ABSOLUTE).findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
