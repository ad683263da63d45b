package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String CPU_1 = HOME.resolve("traces/cases/cpu-1").toString();

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void startFromTheLauncher() {
        System.setProperty("equipoise.home", HOME.toString());
    }

    @AfterEach
    void forgetTheLauncher() {
        System.clearProperty("equipoise.home");
    }

    @Test
    void withoutTracesEachCaseIsEvaluatedOnce() throws Exception {
        Path report = temp.resolve("out");

        assertThat(run("evaluate", "--policies", "none", "--out", report.toString()))
                .isZero();

        JsonNode verdicts =
                new ObjectMapper().readTree(report.resolve("verdicts.json").toFile());
        assertThat(verdicts).hasSize(11);
        assertThat(verdicts.findValuesAsText("case")).doesNotHaveDuplicates().contains("cpu-7", "memory-4");
        assertThat(verdicts.findValuesAsText("trace")).contains("cpu-7", "memory-4-maximum");
        assertThat(Files.readAllLines(report.resolve("scores.csv"))).hasSize(12);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.resolve("junit.xml").toFile());
        assertThat(Files.readString(report.resolve("index.html"))).contains("Prediction: none replayed");
        assertThat(out.toString()).contains("memory-4", "report: " + report.resolve("index.html"));
    }

    @Test
    void exitIsOneOnlyIfTheNamedPolicyFails() {
        String[] evaluate = {
            "evaluate",
            CPU_1,
            "--policies",
            "none,round-robin",
            "--out",
            temp.resolve("out").toString()
        };

        assertThat(run(evaluate)).isZero();
        assertThat(run(with(evaluate, "--fail-on", "none"))).isEqualTo(ExitCode.FAILED);
        assertThat(run(with(evaluate, "--fail-on", "round-robin"))).isZero();
    }

    @Test
    void chartsAreFilesToo() {
        Path report = temp.resolve("out");

        assertThat(run("evaluate", CPU_1, "--policies", "none", "--charts", "svg", "--out", report.toString()))
                .isZero();

        assertThat(report.resolve("charts/cpu-1--none--usage.svg")).isNotEmptyFile();
        assertThat(report.resolve("charts/cpu-1--none--placement.svg")).isNotEmptyFile();
    }

    @Test
    void anUnknownPolicyListsThoseThereAreAndWritesNothing() {
        assertThat(run(
                        "evaluate",
                        "--policies",
                        "clever",
                        "--out",
                        temp.resolve("out").toString()))
                .isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString()).hasLineCount(1).contains("'clever'", "round-robin");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void aPolicyToFailOnMustBeReplayed() {
        assertThat(run(
                        "evaluate",
                        CPU_1,
                        "--policies",
                        "none",
                        "--fail-on",
                        "lpt",
                        "--out",
                        temp.resolve("out").toString()))
                .isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString()).contains("--fail-on lpt");
    }

    @Test
    void aFolderOfOthersIsLeftAlone() throws IOException {
        Path mine = Files.writeString(temp.resolve("index.html"), "mine");

        assertThat(run("evaluate", CPU_1, "--policies", "none", "--out", temp.toString()))
                .isEqualTo(ExitCode.UNUSABLE);

        assertThat(mine).hasContent("mine");
        assertThat(err.toString()).hasLineCount(1).contains("--out");
    }

    @Test
    void tracesAreReportedAsTheyAre() throws IOException {
        Path report = temp.resolve("out");
        String log =
                HOME.resolve("traces/src/test/resources/seed-logs/memory-1.log").toString();

        assertThat(run("report", CPU_1, "monitor:" + log, "--out", report.toString()))
                .isZero();

        assertThat(Files.readString(report.resolve("index.html")))
                .contains("id=\"cpu-1--none\"", "id=\"memory-1-log\"");
        assertThat(out.toString()).contains("cpu-1  none");
    }

    private int run(String... args) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static String[] with(String[] args, String... more) {
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }
}
