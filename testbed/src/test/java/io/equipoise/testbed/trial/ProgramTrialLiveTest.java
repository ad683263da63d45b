package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.testbed.LiveFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.traces.CpuSet;
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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Programs that know nothing of us, on real guests: one that works, and some that do not. */
class ProgramTrialLiveTest {
    private static final QuietCheck ONCE = new QuietCheck(1, Duration.ZERO);

    @TempDir
    Path dir;

    private Testbed testbed;

    @BeforeEach
    void open() throws IOException {
        testbed = Testbed.open(
                LiveFolder.in(dir.resolve("testbed")), LoggerFactory.getLogger(ProgramTrialLiveTest.class)::info);
    }

    @AfterEach
    void close() throws IOException {
        if (testbed != null) {
            testbed.down();
            testbed.close();
        }
    }

    @Test
    void courseProgramPinsTheGuestsAndIsGraded() throws IOException, InterruptedException {
        Case testCase = cpuCase(2, 12);
        MemoryTrace trace = play(testCase, coordinator(), "1", "2");

        List<Sample> samples = trace.samples();
        assertThat(affinities(samples.get(0))).containsOnly(CpuSet.of(0));
        assertThat(affinities(samples.get(samples.size() - 1))).containsExactlyInAnyOrder(CpuSet.of(0), CpuSet.of(1));
        assertThat(trace.header().policy()).isEqualTo("coordinator");
        assertThat(trace.decisions()).isEmpty();
        assertThat(happened(trace))
                .containsExactly(
                        "coordinator started", "coordinator ended by SIGTERM at the trial's end, with status 0");
        assertThat(Files.readString(log())).isEqualTo("a vCPU goes to pCPU 1\n");
        List<Finding> findings = Grader.grade(trace, testCase, Balance.ABSOLUTE).findings();
        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.FAIL, Verdict.PASS);
    }

    @Test
    void courseProgramMovesBalloonsAndIsGraded() throws IOException, InterruptedException {
        Case testCase = testCase("""
                name: small-memory
                kind: memory
                title: Guest 1 of two consumes.
                guests: 2
                vcpus-per-guest: 1
                start: {balloon-mib: 384, maximum-mib: 1024}
                load:
                  baseline-ticks: 2
                  stages:
                    - ticks: 30
                      loads: [{guests: [1], memory: {to-mib: 260, within-ticks: 20}}]
                  tail-ticks: 0
                replay: {pcpus: 2, memory-budget-mib: 1536}
                expect:
                  - {check: reserve, reason: A host without free memory freezes.}
                """);
        MemoryTrace trace = play(testCase, coordinator(), "1", "0");

        List<Sample> samples = trace.samples();
        assertThat(balloon(samples.get(0), "aos_vm1")).isEqualTo(384 * 1024);
        assertThat(balloon(samples.get(samples.size() - 1), "aos_vm1")).isGreaterThan(384 * 1024);
        assertThat(balloon(samples.get(samples.size() - 1), "aos_vm2")).isLessThan(384 * 1024);
        assertThat(Grader.grade(trace, testCase, Balance.ABSOLUTE).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void programThatDoesNotEndIsKilledWithItsChildrenAndGraded() throws IOException {
        Path pids = dir.resolve("pids");
        MemoryTrace trace = play(
                cpuCase(1, 5),
                "sh",
                "-c",
                "trap '' TERM; sleep 1000 & echo $! > " + pids + "; echo $$ >> " + pids
                        + "; while :; do sleep 1; done");

        assertThat(happened(trace)).containsExactly("sh started", "sh killed: it did not end within 5 s of SIGTERM");
        assertThat(Files.readAllLines(pids)).hasSize(2).noneMatch(ProgramTrialLiveTest::runs);
        assertPlayedAndGraded(trace, 5);
    }

    @Test
    void programThatCrashesIsRecordedWithItsSignalAndGraded() throws IOException {
        MemoryTrace trace = play(cpuCase(1, 5), "sh", "-c", "echo soon; kill -SEGV $$");

        assertThat(happened(trace))
                .containsExactly(
                        "sh started", "sh ended by itself before the trial's end, with status 139 (signal 11)");
        assertThat(Files.readString(log())).isEqualTo("soon\n");
        assertPlayedAndGraded(trace, 5);
    }

    @Test
    void programThatFloodsItsOutputIsEndedAndGraded() throws IOException {
        MemoryTrace trace = play(cpuCase(1, 8), "sh", "-c", "yes 'a line that is written again and again'");

        assertThat(happened(trace)).containsExactly("sh started", "sh ended: it wrote more than 16 MiB");
        assertThat(Files.size(log()))
                .isGreaterThan(RunningProgram.MOST_OUTPUT_BYTES / 2)
                .isLessThan(RunningProgram.MOST_OUTPUT_BYTES + 100);
        assertPlayedAndGraded(trace, 8);
    }

    private void assertPlayedAndGraded(MemoryTrace trace, int loadTicks) throws IOException {
        Sample last = trace.samples().get(trace.samples().size() - 1);
        assertThat(last.tick()).isEqualTo(2 + loadTicks - 1);
        assertThat(Grader.grade(trace, cpuCase(1, loadTicks), Balance.ABSOLUTE).findings())
                .first()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.PASS);
    }

    private MemoryTrace play(Case testCase, String... command) throws IOException {
        Acting program = new Acting.OfProgram(Program.of(List.of(command)));
        Trial trial = new Trial(new TrialGuests(testbed, line -> {}), testCase, program, ONCE);
        assertThat(trial.run(dir.resolve("trace"))).isTrue();
        return MemoryTrace.copyOf(ParquetTraces.open(dir.resolve("trace")));
    }

    private static boolean runs(String pid) {
        try {
            // A zombie is dead, only its parent does not know yet.
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return dir.resolve("trace").resolve(TriedProgram.LOG);
    }

    /** Builds the example; skips the test, saying what is missing, where it cannot be built. */
    private String coordinator() throws IOException, InterruptedException {
        Path source = Path.of("../examples/libvirt/coordinator.c");
        assertThat(source).isRegularFile();
        Path binary = dir.resolve("coordinator");
        Path errors = dir.resolve("cc.log");
        Process compiler = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cc -Wall -Wextra -Werror -O2 -o " + binary + " " + source
                                + " $(pkg-config --cflags --libs libvirt)")
                .redirectErrorStream(true)
                .redirectOutput(errors.toFile())
                .start();
        boolean tools = available("cc") && available("pkg-config");
        int status = compiler.waitFor();
        String said = Files.readString(errors).strip();
        boolean library = !said.contains("libvirt.pc");
        assumeTrue(
                tools && library,
                () -> "a C compiler, pkg-config or libvirt's headers are missing (testbed/setup installs them): "
                        + said);
        assertThat(status).as(said).isZero();
        return binary.toString();
    }

    private static boolean available(String tool) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + tool)
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("/dev/null").toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    private Case cpuCase(int guests, int loadTicks) throws IOException {
        return testCase("""
                name: small-cpu
                kind: cpu
                title: All guests start on pCPU 0.
                guests: %d
                vcpus-per-guest: 1
                start: {placement: first}
                load:
                  baseline-ticks: 2
                  stages:
                    - ticks: %d
                      loads: []
                  tail-ticks: 0
                replay: {pcpus: 2}
                expect:
                  - {check: unmoved, reason: Whoever pins fails this.}
                  - {check: placed, reason: At the end each vCPU has its pCPU.}
                """.formatted(guests, loadTicks));
    }

    private Case testCase(String yaml) throws IOException {
        return Cases.read(Files.writeString(dir.resolve("case.yaml"), yaml));
    }

    private static List<String> happened(MemoryTrace trace) {
        return trace.events().stream()
                .filter(event -> event.type() == EventType.POLICY_CHANGED)
                .map(Event::detail)
                .toList();
    }

    private static List<CpuSet> affinities(Sample sample) {
        return sample.domains().stream()
                .map(domain -> domain.vcpus().get(0).affinity())
                .toList();
    }

    private static long balloon(Sample sample, String name) {
        MemorySample memory = sample.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow()
                .memory();
        return Objects.requireNonNull(Objects.requireNonNull(memory).currentKiB());
    }
}
