package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that know nothing of us, on real guests: one that works, and some that do not. */
class ProgramTrialLiveTest extends LiveTrials {
    @Test
    void courseProgramPinsTheGuestsAndIsGraded() throws IOException, InterruptedException {
        Case testCase = idleCase(2, 12);
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
        Case testCase = memoryCase(2, 384, 30, 260, 20);
        MemoryTrace trace = play(testCase, coordinator(), "1", "0");

        List<Sample> samples = trace.samples();
        assertThat(memory(samples.get(0), "aos_vm1").currentKiB()).isEqualTo(384 * 1024);
        assertThat(memory(samples.get(samples.size() - 1), "aos_vm1").currentKiB())
                .isGreaterThan(384 * 1024);
        assertThat(memory(samples.get(samples.size() - 1), "aos_vm2").currentKiB())
                .isLessThan(384 * 1024);
        assertThat(Grader.grade(trace, testCase, Balance.ABSOLUTE).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void programThatDoesNotEndIsKilledWithItsChildrenAndGraded() throws IOException {
        Path pids = dir.resolve("pids");
        MemoryTrace trace = play(
                idleCase(1, 5),
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
        MemoryTrace trace = play(idleCase(1, 5), "sh", "-c", "echo soon; kill -SEGV $$");

        assertThat(happened(trace))
                .containsExactly(
                        "sh started", "sh ended by itself before the trial's end, with status 139 (signal 11)");
        assertThat(Files.readString(log())).isEqualTo("soon\n");
        assertPlayedAndGraded(trace, 5);
    }

    @Test
    void programThatFloodsItsOutputIsEndedAndGraded() throws IOException {
        MemoryTrace trace = play(idleCase(1, 8), "sh", "-c", "yes 'a line that is written again and again'");

        assertThat(happened(trace)).containsExactly("sh started", "sh ended: it wrote more than 16 MiB");
        assertThat(Files.size(log()))
                .isGreaterThan(RunningProgram.MOST_OUTPUT_BYTES / 2)
                .isLessThan(RunningProgram.MOST_OUTPUT_BYTES + 100);
        assertPlayedAndGraded(trace, 8);
    }

    private void assertPlayedAndGraded(MemoryTrace trace, int loadTicks) throws IOException {
        assertThat(last(trace).tick()).isEqualTo(2 + loadTicks - 1);
        assertThat(Grader.grade(trace, idleCase(1, loadTicks), Balance.ABSOLUTE).findings())
                .first()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.PASS);
    }

    private MemoryTrace play(Case testCase, String... command) throws IOException {
        Acting program = new Acting.OfProgram(Program.of(List.of(command)));
        Trial trial = new Trial(guests(), testCase, program, ONCE);
        assertThat(trial.run(dir.resolve("trace"))).isTrue();
        return read(dir.resolve("trace"));
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

    private Case idleCase(int guests, int ticks) throws IOException {
        return cpuCase(guests, 2, ticks, "", "{check: placed, reason: At the end each vCPU has its pCPU.}");
    }

    private static List<String> happened(MemoryTrace trace) {
        return trace.events().stream()
                .filter(event -> event.type() == EventType.POLICY_CHANGED)
                .map(Event::detail)
                .toList();
    }
}
