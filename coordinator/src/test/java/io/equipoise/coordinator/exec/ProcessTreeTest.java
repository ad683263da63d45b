package io.equipoise.coordinator.exec;

import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs are ended with all that they started. */
@Timeout(120)
class ProcessTreeTest {
    @TempDir
    Path folder;

    /** Ends a program after its first answer, and looks for the processes that it wrote down by number. */
    private void assertNothingIsLeft(int written, String commands) throws IOException {
        Path pids = folder.resolve("pids");
        List<String> command = new Programs(folder)
                .run("pids=" + pids + "\necho $$ >>$pids\n" + commands + "\n" + Programs.READ
                        + "\necho \"{\\\"tick\\\":$tick}\"\nwhile true; do sleep 1; done");
        ExecPolicy policy = new ExecPolicy(PolicyKind.CPU, "exec:test", command);
        policy.decide(seen(sample(0, 4), null));
        List<Long> processes =
                Files.readAllLines(pids).stream().map(Long::valueOf).toList();
        assertThat(processes).hasSize(written);
        assertThat(processes).allMatch(ProcessTreeTest::runs);
        policy.close();

        assertThat(processes).noneMatch(ProcessTreeTest::runs);
    }

    private static boolean runs(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            // A zombie is dead, only its parent does not know yet.
            return !Files.readString(status).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void programThatGoesOnAfterTheEndOfItsInputIsEnded() throws IOException {
        assertNothingIsLeft(1, "");
    }

    @Test
    void programThatHeedsNoSignalIsEnded() throws IOException {
        assertNothingIsLeft(1, "trap '' TERM HUP INT PIPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 1000 & echo $! >>$pids",
                "nohup sleep 1000 >/dev/null 2>&1 & echo $! >>$pids",
                "env -i sleep 1000 & echo $! >>$pids",
                // Its parent ends at once, so that it is nobody's descendant.
                "(sleep 1000 & echo $! >>$pids)",
                "(setsid sleep 1000 & echo $! >>$pids)",
            })
    void childIsEnded(String start) throws IOException {
        assertNothingIsLeft(2, start + "\nsleep 0.1");
    }

    @Test
    void programThatEndsWhenItIsToldIsNotKilled() throws IOException {
        Path end = folder.resolve("end");
        List<String> command = new Programs(folder)
                .run("while " + Programs.READ.replace("|| exit 0", "")
                        + "\n[ -n \"$line\" ]; do echo \"{\\\"tick\\\":$tick}\"; done; echo bye >" + end);
        ExecPolicy policy = new ExecPolicy(PolicyKind.CPU, "exec:test", command);
        policy.decide(seen(sample(0, 4), null));
        policy.close();
        assertThat(end).hasContent("bye");
    }
}
