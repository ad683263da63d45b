package io.equipoise.testbed.trial;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.testbed.LiveFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.traces.CpuSet;
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
import org.junit.jupiter.api.io.TempDir;

/** A testbed of a test's own, gone with its guests afterwards, and small cases to play on it. */
public abstract class LiveTrials {
    /** A test plays on a host that is not quiet all the same, and watches it shortly. */
    protected static final QuietCheck ONCE = new QuietCheck(1, Duration.ZERO, Duration.ofSeconds(1));

    @TempDir
    protected Path dir;

    protected final List<String> said = new ArrayList<>();
    protected Testbed testbed;

    @BeforeEach
    protected final void open() throws IOException {
        testbed = Testbed.open(LiveFolder.in(dir.resolve("testbed")), said::add);
    }

    @AfterEach
    protected final void close() throws IOException {
        if (testbed != null) {
            testbed.down();
            testbed.close();
        }
    }

    protected final TrialGuests guests() {
        return new TrialGuests(testbed, said::add);
    }

    final MemoryTrace read(Path trace) {
        return MemoryTrace.copyOf(ParquetTraces.open(trace));
    }

    final Case testCase(String yaml) throws IOException {
        return Cases.read(Files.writeString(dir.resolve("case.yaml"), yaml));
    }

    /** Guests of one vCPU that start on pCPU 0 and are given this load. */
    final Case cpuCase(int guests, int baselineTicks, int ticks, String loads, String... expectations)
            throws IOException {
        return testCase("""
                name: small-cpu
                kind: cpu
                title: All guests start on pCPU 0.
                guests: %d
                vcpus-per-guest: 1
                start: {placement: first}
                load:
                  baseline-ticks: %d
                  stages:
                    - ticks: %d
                      loads: [%s]
                  tail-ticks: 0
                replay: {pcpus: 2}
                expect:
                  - {check: unmoved, reason: Whoever pins fails this.}
                %s""".formatted(guests, baselineTicks, ticks, loads, lines(expectations)));
    }

    /** Guest 1 consumes so much; the host has 512 MiB more than the guests start with. */
    final Case memoryCase(int guests, int balloonMib, int ticks, int consumedMib, int withinTicks) throws IOException {
        return testCase("""
                name: small-memory
                kind: memory
                title: Guest 1 consumes.
                guests: %d
                vcpus-per-guest: 1
                start: {balloon-mib: %d, maximum-mib: 1024}
                load:
                  baseline-ticks: 3
                  stages:
                    - ticks: %d
                      loads: [{guests: [1], memory: {to-mib: %d, within-ticks: %d}}]
                  tail-ticks: 0
                replay: {pcpus: 2, memory-budget-mib: %d}
                expect:
                  - {check: reserve, reason: A host without free memory freezes.}
                """.formatted(guests, balloonMib, ticks, consumedMib, withinTicks, 512 + 512 * guests));
    }

    private static String lines(String... expectations) {
        StringBuilder lines = new StringBuilder();
        for (String expectation : expectations) {
            lines.append("  - ").append(expectation).append('\n');
        }
        return lines.toString();
    }

    static List<CpuSet> affinities(Sample sample) {
        return sample.domains().stream()
                .map(domain -> domain.vcpus().get(0).affinity())
                .toList();
    }

    static MemorySample memory(Sample sample, String name) {
        return Objects.requireNonNull(sample.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow()
                .memory());
    }

    static Sample last(MemoryTrace trace) {
        return trace.samples().get(trace.samples().size() - 1);
    }
}
