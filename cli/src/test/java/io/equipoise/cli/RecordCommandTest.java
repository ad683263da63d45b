package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against libvirt's built-in test driver, whose numbers are constants: how recording begins and ends, not what it reads. */
final class RecordCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void recordingForAWhileLeavesAWholeTrace() {
        assumeLibvirt();
        Path out = folder.resolve("trace");
        assertThat(record("--uri", "test:///default", "--interval", "10ms", "--duration", "100ms", "--out", out))
                .isZero();
        Trace trace = ParquetTraces.open(out);
        assertThat(trace.samples())
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.domains())
                        .extracting(domain -> domain.name())
                        .containsExactly("test"));
    }

    @Test
    void directoryWithSomethingInItIsLeftAlone() throws Exception {
        assumeLibvirt();
        Path kept = Files.writeString(folder.resolve("kept"), "mine");
        assertThat(record("--uri", "test:///default", "--duration", "1s", "--out", folder))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not empty").hasLineCount(1);
        assertThat(kept).hasContent("mine");
    }

    @Test
    void hostThatCannotBeReachedIsOneLine() {
        assumeLibvirt();
        assertThat(record("--uri", "qemu+unix:///system?socket=/nowhere", "--out", folder.resolve("trace")))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: ")
                .contains("/nowhere")
                .hasLineCount(1);
        assertThat(folder.resolve("trace")).doesNotExist();
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

    private int record(Object... arguments) {
        CommandLine command = Equipoise.commandLine().setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length + 1];
        words[0] = "record";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return command.execute(words);
    }
}
