package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    private static final String MEMORY_1 =
            Path.of("../traces/cases/memory-1-maximum").toString();

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sweepIsWrittenAndASecondOneReplaysOnlyWhatIsNew() {
        assertThat(sweep("--policies", "headroom,none", "--set", "margin=0,40", "--traces", MEMORY_1))
                .isZero();
        assertThat(out.toString()).contains("headroom:margin=40", "3 replays, 0 of them done before");
        assertThat(temp.resolve("out/sweep.parquet")).isNotEmptyFile();
        assertThat(temp.resolve("out/sweep.csv")).isNotEmptyFile();
        assertThat(temp.resolve("out/index.html")).isNotEmptyFile();

        assertThat(sweep("--policies", "headroom,none", "--set", "margin=0,20,40", "--traces", MEMORY_1))
                .isZero();
        assertThat(out.toString()).contains("4 replays, 3 of them done before");
    }

    @Test
    void sampleOfTheGridIsReplayed() {
        assertThat(sweep("--policies", "headroom", "--set", "margin=0,20,40", "--sample", "2", "--traces", MEMORY_1))
                .isZero();

        assertThat(out.toString()).contains("2 replays, 0 of them");
    }

    @Test
    void settingThatNoPolicyHasIsOneLineAndNothingIsWritten() {
        assertThat(sweep("--policies", "headroom", "--set", "headroom=0.1,0.2", "--traces", MEMORY_1))
                .isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString()).hasLineCount(1).contains("no", "'headroom'", "margin, ahead, keep, band");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void folderWithFilesOfOthersIsLeftAlone() throws IOException {
        Files.createDirectories(temp.resolve("out"));
        Files.writeString(temp.resolve("out/notes.txt"), "mine");

        assertThat(sweep("--policies", "headroom", "--traces", MEMORY_1)).isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString()).hasLineCount(1).contains("holds files that are no report");
    }

    @Test
    void policiesAreNamedWithSettingsWhereverPoliciesAreNamed() throws IOException {
        String report = temp.resolve("report").toString();

        assertThat(run("evaluate", MEMORY_1, "--policies", "headroom:margin=0:ahead=0,none", "--out", report))
                .isZero();
        assertThat(run(
                        "evaluate",
                        MEMORY_1,
                        "--policies",
                        "headroom:margin=0:ahead=0",
                        "--fail-on",
                        "headroom:ahead=0:margin=0.0",
                        "--out",
                        report))
                .isEqualTo(ExitCode.FAILED);
        String replayed = temp.resolve("replayed").toString();
        assertThat(run("replay", MEMORY_1, "--policy", "headroom:margin=60", "--out", replayed))
                .isZero();
        assertThat(Files.readString(temp.resolve("replayed/trace.json"))).contains("headroom:margin=60");
        assertThat(run("trial", "memory-1", "--policy", "headroom:margin=x", "--out", replayed))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("headroom:margin=x: 'x' is no number; margin is 0 to 1048576 MiB");
    }

    private int sweep(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sweep";
        all[1] = "--out";
        all[2] = temp.resolve("out").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return run(all);
    }

    private int run(String... arguments) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
