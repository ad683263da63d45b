package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.monitor.MonitorLogs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The lines it prints, and a terminal's state before and after; libvirt's built-in test driver stands for a host. */
final class WatchCommandTest {
    private static final Path CASES =
            Path.of(System.getProperty("equipoise.home", "..")).resolve("traces/cases");
    private static final String TEST_HOST = "test:///default";

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:[0-9;]*;)?3[0-7][;m]");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void traceIsPrintedAsALogAtItsMonitorsInterval() throws IOException {
        assertThat(watch(out, "--plain=cpu-summary", CASES.resolve("cpu-5"))).isZero();
        assertThat(log().samples())
                .hasSize(69)
                .allSatisfy(sample -> assertThat(sample.domains()).hasSize(8));
        out.getBuffer().setLength(0);

        assertThat(watch(out, "--plain=memory-labelled", "--domains", "*[12]", CASES.resolve("memory-1")))
                .isZero();
        assertThat(log().header().intervalMillis()).isEqualTo(2_000);
        assertThat(log().samples().get(30).domains())
                .extracting(domain -> domain.name())
                .containsExactly("aos_vm1", "aos_vm2");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutATerminalItPrintsLines() {
        assertThat(watch(out, CASES.resolve("cpu-1"))).isZero();
        assertThat(out.toString()).contains("0 - usage: ").doesNotContain("\u001b");
    }

    @Test
    void directoryBehindPlainIsNoKind() {
        assertThat(watch(out, "--plain", CASES.resolve("cpu-1"))).isZero();
        assertThat(watch(out, "--plain=cpu", CASES.resolve("cpu-1"))).isEqualTo(2);
        assertThat(err.toString()).contains("'cpu' is no kind of monitor log").hasLineCount(1);
    }

    @Test
    void optionOfAHostIsRefusedWithADirectory() {
        assertThat(watch(out, "--interval", "2s", CASES.resolve("cpu-1"))).isEqualTo(2);
        assertThat(err.toString()).contains("--interval is for a host").hasLineCount(1);
    }

    @Test
    void endsWhenNobodyReadsItsLines() {
        assumeLibvirt();
        Writer reader = new Writer() {
            private int lines;

            @Override
            public void write(char[] text, int from, int length) throws IOException {
                lines += length;
                if (lines > 200) {
                    throw new InterruptedIOException("nobody reads any more");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThat(watch(reader, "--uri", TEST_HOST, "--interval", "10ms", "--plain=cpu-machine"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "Ctrl-C"})
    void terminalIsAsBeforeWhenItEnds(String key) throws Exception {
        assumeLibvirt();
        try (PseudoTerminal terminal = PseudoTerminal.start(Map.of(), "watch", "--uri", TEST_HOST)) {
            terminal.await("guest");
            terminal.type(key.equals("q") ? "q" : "\u0003");
            String written = terminal.toEnd();

            assertThat(written)
                    .containsSubsequence(
                            "\u001b[?1049h",
                            "\u001b[?25l",
                            TEST_HOST,
                            "\u001b[?25h",
                            "\u001b[?1049l",
                            "period is unset");
            assertThat(written).containsPattern(COLOUR);
        }
    }

    @Test
    void coloursAreLeftOutWhereTheyAreNotWanted() throws Exception {
        assumeLibvirt();
        try (PseudoTerminal terminal = PseudoTerminal.start(Map.of("NO_COLOR", "1"), "watch", "--uri", TEST_HOST)) {
            terminal.await("guest");
            terminal.type("q");

            assertThat(terminal.toEnd()).contains("\u001b[1m").doesNotContainPattern(COLOUR);
        }
    }

    @Test
    void traceThatHasEndedStaysOnTheTerminal() throws Exception {
        try (PseudoTerminal terminal =
                PseudoTerminal.start(Map.of(), "watch", CASES.resolve("cpu-5").toString())) {
            assertThat(terminal.toEnd()).contains("8 guests", "aos_vm8").doesNotContain("\u001b[?1049h");
        }
    }

    private static void assumeLibvirt() {
        boolean there = true;
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            there = false;
        }
        assumeTrue(there, "skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
    }

    private MemoryTrace log() {
        try {
            return MonitorLogs.read(Files.writeString(folder.resolve("log"), out.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int watch(Writer to, Object... arguments) {
        CommandLine command =
                Equipoise.commandLine().setOut(new PrintWriter(to)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length + 1];
        words[0] = "watch";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return command.execute(words);
    }
}
