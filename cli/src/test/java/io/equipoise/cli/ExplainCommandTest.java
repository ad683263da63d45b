package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final Path CASES =
            Path.of(System.getProperty("equipoise.home", "..")).resolve("traces/cases");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(Object... arguments) {
        CommandLine command =
                Equipoise.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return command.execute(words);
    }

    @Test
    void replayedDecisionsAreTold() {
        Path replay = folder.resolve("replay");
        assertThat(run("replay", CASES.resolve("cpu-1"), "--policy", "round-robin", "--out", replay))
                .isZero();
        out.getBuffer().setLength(0);

        assertThat(run("explain", replay, "--at", "0", "--domain", "aos_vm3")).isZero();

        assertThat(out.toString())
                .startsWith("tick 0, ")
                .contains("aos_vm3 vCPU 0: 0 → 2: ")
                .contains("observed  pCPU 2 after 1 tick")
                .doesNotContain("aos_vm4");
    }

    @Test
    void momentThatIsNoneIsBadUsage() {
        assertThat(run("explain", CASES.resolve("cpu-1"), "--at", "noon")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).startsWith("equipoise: 'noon' is neither a tick nor a time");
    }
}
