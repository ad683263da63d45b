package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.testbed.Await;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningProgramTest {
    @TempDir
    Path dir;

    @Test
    void programThatEndsWhenItIsAskedToSaysSoWithItsStatusOnce() throws IOException {
        RunningProgram program = start("trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
        awaitOutput("ready");

        assertThat(program.news()).isEmpty();
        assertThat(program.end()).contains("ended by SIGTERM at the trial's end, with status 7");
        assertThat(Files.readString(log())).isEqualTo("ready\nbye\n");
        assertThat(program.news()).isEmpty();
        assertThat(program.end()).isEmpty();
    }

    @Test
    void programThatEndedByItselfIsToldEvenIfItIsSeenOnlyAtTheEnd() throws IOException, InterruptedException {
        RunningProgram program = start("echo to the error output >&2; exit 3");
        awaitOutput("error");
        program.awaitExit();

        assertThat(program.end()).contains("ended by itself before the trial's end, with status 3");
        assertThat(Files.readString(log())).isEqualTo("to the error output\n");
    }

    @Test
    void programThatFloodsItsOutputIsEndedAndItsLogIsBounded() throws IOException, InterruptedException {
        RunningProgram program = start("exec yes");
        program.awaitExit();

        assertThat(program.end()).contains("ended: it wrote more than 16 MiB");
        assertThat(Files.size(log())).isLessThan(RunningProgram.MOST_OUTPUT_BYTES + 100);
    }

    @Test
    void programThatCannotBeRunIsRefusedBeforeAnythingIsBooted() throws IOException {
        Path text = Files.writeString(dir.resolve("text"), "no program");

        assertThatThrownBy(() -> Program.of(List.of(text.toString())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(text.toString());
        assertThatThrownBy(() -> Program.of(List.of("no-such-program-here"))).isInstanceOf(InputException.class);
        assertThat(Program.of(List.of("/bin/sh", "-c", "x")).name()).isEqualTo("sh");
        assertThat(Program.of(List.of("sh")).name()).isEqualTo("sh");
    }

    private RunningProgram start(String script) throws IOException {
        return RunningProgram.start(List.of("sh", "-c", script), log());
    }

    private Path log() {
        return dir.resolve("program.log");
    }

    private void awaitOutput(String text) throws IOException {
        Await.until(
                "output",
                Duration.ofMinutes(1),
                () -> Files.exists(log()) && Files.readString(log()).contains(text));
    }
}
