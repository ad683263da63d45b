package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class EquipoiseTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionGoesToStdout() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("equipoise \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("evaluate", "replay", "grade", "report", "record", "import", "trial", "testbed", "inspect");
    }

    @Test
    void noCommandIsOneLine() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                equipoise: no command given (see equipoise --help)
                """);
    }

    @Test
    void misspelledCommandIsOneLineWithASuggestion() {
        assertThat(run("evalute")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: ")
                .contains("did you mean evaluate")
                .hasLineCount(1);
    }

    @Test
    void unknownOptionPointsToTheCommandsHelp() {
        assertThat(run("evaluate", "--wrong")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--wrong", "(see equipoise evaluate --help)")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongInputIsItsMessageInOneLine() {
        assertThat(fail(new InputException("trace.json:3: not\n  a number"))).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                equipoise: trace.json:3: not a number
                """);
    }

    @Test
    void wrongInputIsFoundInsideWhatAThreadThrew() {
        assertThat(fail(new CompletionException(new InputException("no such policy"))))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                equipoise: no such policy
                """);
    }

    @Test
    void missingFileIsNamedInOneLine(@TempDir Path dir) {
        Path missing = dir.resolve("trace.json");
        assertThat(run(() -> Files.readString(missing).length())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: " + missing + ": no such file")
                .hasLineCount(1);
    }

    @Test
    void existingFileIsNamedInOneLine(@TempDir Path dir) {
        assertThat(run(() -> Files.createDirectory(dir).getNameCount())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("equipoise: " + dir + ": exists already" + System.lineSeparator());
    }

    @Test
    void uncheckedFileErrorIsOneLine() {
        assertThat(fail(new UncheckedIOException(new IOException("No space left on device"))))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                equipoise: No space left on device
                """);
    }

    @Test
    void internalErrorIsOneLineThatNamesIt() {
        assertThat(fail(new IllegalStateException("tick 3"))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: internal error")
                .contains("IllegalStateException: tick 3")
                .hasLineCount(1);
    }

    @Test
    void javaErrorIsNoFailedVerdict() {
        assertThat(run(() -> {
                    throw new NoClassDefFoundError("org/libvirt/Connect");
                }))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: internal error")
                .contains("org/libvirt/Connect")
                .hasLineCount(1);
    }

    @Test
    void runningOutOfMemoryNamesTheWaysOut() {
        assertThat(run(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: out of memory")
                .contains("-Xmx", "--stream")
                .hasLineCount(1);
    }

    @Test
    void debugAddsTheStackTrace() {
        assertThat(run(
                        () -> {
                            throw new IllegalStateException("tick 3");
                        },
                        "--debug"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("\tat io.equipoise.cli.EquipoiseTest");
    }

    @ParameterizedTest
    @CsvSource({"--log-level, debug, probe", "probe, --log-level, DEBUG"})
    void logLevelMayStandBeforeAndAfterTheCommand(String first, String second, String third) {
        Logger logger = LoggerFactory.getLogger("io.equipoise.test");
        CommandLine line = Equipoise.commandLine();
        line.addSubcommand("probe", new Probe(() -> logger.isDebugEnabled() ? 0 : 1));
        assertThat(execute(line, first, second, third)).isZero();
        assertThat(execute(line, "probe")).isEqualTo(1);
    }

    @Test
    void commandsOwnExitStatusIsKept() {
        assertThat(run(() -> ExitCode.INCONCLUSIVE)).isEqualTo(3);
    }

    private int fail(RuntimeException error) {
        return run(() -> {
            throw error;
        });
    }

    /** Runs a command that does just this. */
    private int run(Callable<Integer> body, String... options) {
        CommandLine line = Equipoise.commandLine();
        line.addSubcommand("probe", new Probe(body));
        String[] args = new String[options.length + 1];
        args[0] = "probe";
        System.arraycopy(options, 0, args, 1, options.length);
        return execute(line, args);
    }

    private int run(String... args) {
        return execute(Equipoise.commandLine(), args);
    }

    private int execute(CommandLine line, String... args) {
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Command
    private record Probe(Callable<Integer> body) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }
}
