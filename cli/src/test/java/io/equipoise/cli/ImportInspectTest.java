package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportInspectTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(temp.resolve("memory.log"), """
                Memory (VM: vm2)  Actual [512.0], Unused: [100.5]
                Memory (VM: vm1)  Actual [512.0], Unused: [200.0]
                --------------------------------------------------
                Memory (VM: vm2)  Actual [768.0], Unused: [90.5]
                Memory (VM: vm1)  Actual [512.0], Unused: [201.0]
                """);
        Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2024-05-06T07:08:09Z")));
    }

    @Test
    void importedLogIsATraceThatInspectExplains() {
        String dir = temp.resolve("trace").toString();

        assertThat(run("import", "monitor", log.toString(), "--out", dir)).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith(dir + ": 2 samples, imported from memory.log")
                .hasLineCount(1);

        assertThat(run("inspect", dir)).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                trace     %s
                source    import
                created   2024-05-06T07:08:09Z
                host      pCPUs unknown, memory unknown
                interval  2000 ms
                note      imported from memory.log, a labelled memory log; nothing was left out
                ticks     0 to 1, no gap

                table     rows
                host         2
                pcpu         0
                domain       4
                vcpu         0
                memory       4
                event        0
                load         0
                decision     0

                domain  id  vCPUs  samples  unanswered  maximum MiB     balloon MiB      unused MiB
                vm2      1      0        2           0            -  512.0 to 768.0   90.5 to 100.5
                vm1      2      0        2           0            -  512.0 to 512.0  200.0 to 201.0
                """.formatted(dir));
    }

    @Test
    void inspectReadsALogDirectly() {
        assertThat(run("inspect", "monitor:" + log)).isZero();
        assertThat(out.toString()).contains("ticks     0 to 1, no gap");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path mine = Files.writeString(temp.resolve("mine.txt"), "mine");

        assertThat(run("import", "monitor", log.toString(), "--out", temp.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not empty").hasLineCount(1);
        assertThat(mine).hasContent("mine");
        assertThat(temp.resolve("trace.json")).doesNotExist();
    }

    @Test
    void logInWhichNothingFitsLeavesNoTrace() throws IOException {
        Files.writeString(log, "hello\nworld\n");
        Path dir = temp.resolve("trace");

        assertThat(run("import", "monitor", log.toString(), "--out", dir.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("line 1").contains("'hello'").hasLineCount(1);
        assertThat(dir).doesNotExist();
    }

    @Test
    void missingFileAndKindAreOneLine() {
        assertThat(run("import", "monitor", temp.resolve("none").toString(), "--out", "x"))
                .isEqualTo(2);
        assertThat(run("import")).isEqualTo(2);
        assertThat(run("inspect", temp.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("none: no such file", "no kind of source given", "no trace.json")
                .hasLineCount(3);
    }

    private int run(String... args) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
