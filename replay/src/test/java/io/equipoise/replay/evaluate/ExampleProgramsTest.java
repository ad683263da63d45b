package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.Decision;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example programs under {@code examples/exec}, replayed over the shipped cases. */
final class ExampleProgramsTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "exec");

    @TempDir
    Path folder;

    private String python() throws IOException, InterruptedException {
        assumeTrue(succeeds("python3", "--version"), "skipped: python3 is missing");
        return "exec:" + EXAMPLES.resolve("policy.py");
    }

    private String compiledC() throws IOException, InterruptedException {
        Path program = folder.resolve("policy");
        assumeTrue(succeeds("cc", "--version"), "skipped: the C compiler (cc) is missing");
        assertThat(succeeds(
                        "cc",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        program.toString(),
                        EXAMPLES.resolve("policy.c").toString()))
                .isTrue();
        return "exec:" + program;
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static MemoryTrace replay(String trace, String policy) {
        Case testCase = testCase(trace);
        return Replay.run(
                ParquetTraces.open(Path.of("..", "traces", "cases", trace)),
                ReplaySetup.of(testCase),
                PolicyCatalogue.shipped().named(testCase.kind(), policy));
    }

    private static Case testCase(String trace) {
        return Cases.named(trace.replace("-maximum", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-3", "cpu-5", "memory-1-maximum"})
    void pythonProgramPassesCases(String trace) throws IOException, InterruptedException {
        MemoryTrace replayed = replay(trace, python());
        assertThat(Grader.grade(replayed, testCase(trace), Balance.ABSOLUTE)
                        .verdict()
                        .text())
                .isEqualTo("pass");
        assertThat(replayed.decisions()).extracting(Decision::error).containsOnlyNulls();
    }

    @Test
    void programsOfOneRuleDecideAlikeAndTheSameEveryTime() throws IOException, InterruptedException {
        List<MemoryTrace> replays = List.of(
                replay("memory-3-maximum", python()),
                replay("memory-3-maximum", python()),
                replay("memory-3-maximum", compiledC()));
        assertThat(replays)
                .extracting(MemoryTrace::samples)
                .allMatch(replays.get(0).samples()::equals);
        assertThat(replays.get(0).decisions().stream().map(Decision::reason).filter(Objects::nonNull))
                .anyMatch(reason -> reason.contains("aims at 180 MiB unused"));
        assertThat(replays)
                .allSatisfy(replay ->
                        assertThat(replay.events()).noneMatch(event -> event.type() == EventType.POLICY_CHANGED));
    }

    @Test
    void programThatKnowsNothingOfCpusLeavesThemAlone() throws IOException, InterruptedException {
        MemoryTrace replayed = replay("cpu-3", compiledC());
        assertThat(replayed.samples()).isEqualTo(replay("cpu-3", "none").samples());
        assertThat(replayed.decisions()).extracting(Decision::error).containsOnlyNulls();
    }

    @Test
    void programThatDiesIsGradedLikeNone() {
        MemoryTrace replayed = replay("cpu-1", "exec:false");
        assertThat(replayed.samples()).isEqualTo(replay("cpu-1", "none").samples());
        assertThat(replayed.events())
                .filteredOn(event -> event.type() == EventType.POLICY_CHANGED)
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .isEqualTo("exec:false stands down to none after 3 failures in a row, the last: "
                                + "the program ended with status 1"));
    }
}
