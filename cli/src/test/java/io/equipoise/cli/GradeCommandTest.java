package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GradeCommandTest {
    private static final String LOGS = "monitor:../traces/src/test/resources/seed-logs/";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aFailedCaseExitsWithOneAndSaysWhichCheckFailed() {
        assertThat(run("grade", LOGS + "cpu-5-round-robin.log", "--case", "cpu-5"))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("cpu-5: fail\n")
                .containsPattern("\n  fail +balanced +tick 3: deviation of booked usage 13\\.0 points");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anInconclusiveCaseExitsWithThree() throws IOException {
        assertThat(run("grade", LOGS + "cpu-3-round-robin.log", "--case", "cpu-3", "--format", "json"))
                .isEqualTo(3);

        JsonNode grade = new ObjectMapper().readTree(out.toString());
        assertThat(grade.path("case").asText()).isEqualTo("cpu-3");
        assertThat(grade.path("verdict").asText()).isEqualTo("inconclusive");
        assertThat(grade.path("checks")).hasSize(2);
        assertThat(grade.path("checks").get(0).path("verdict").asText()).isEqualTo("pass");
        assertThat(grade.path("checks").get(1).path("evidence").asText()).contains("does not show the affinity");
    }

    @Test
    void aPassedCaseOfAPersonsOwnExitsWithZero() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), """
                name: own
                kind: cpu
                title: Balance is all that is asked.
                guests: 8
                vcpus-per-guest: 1
                start:
                  placement: spread
                load:
                  baseline-ticks: 1
                  stages:
                    - ticks: 60
                      loads: []
                  tail-ticks: 0
                replay:
                  pcpus: 4
                expect:
                  - check: balanced
                    reason: Only this counts here.
                """);

        assertThat(run("grade", LOGS + "cpu-3-round-robin.log", "--case", own.toString(), "--format", "junit"))
                .isZero();
        assertThat(out.toString()).startsWith("<?xml").contains("<testsuite name=\"own\" tests=\"1\" failures=\"0\"");
    }

    @Test
    void theBoundIsSelectable() {
        assertThat(run("grade", LOGS + "cpu-2-round-robin.log", "--case", "cpu-2", "--balance", "relative"))
                .isEqualTo(3);
        assertThat(out.toString()).contains("bound 3.8 points (5 % of the mean)");
        assertThat(run("grade", LOGS + "cpu-2-round-robin.log", "--case", "cpu-2", "--balance", "fair"))
                .isEqualTo(2);
    }

    @Test
    void aTraceWithoutACaseNeedsOneNamed() {
        assertThat(run("grade", LOGS + "cpu-3-round-robin.log")).isEqualTo(2);
        assertThat(err.toString())
                .contains("names no case", "--case", "cpu-1, cpu-2")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatCannotBeReadExitsWithTwoInOneLine() {
        assertThat(run("grade", LOGS + "cpu-3-round-robin.log", "--case", "cpu-33"))
                .isEqualTo(2);
        assertThat(run("grade", folder.resolve("absent").toString(), "--case", "cpu-3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no case is called 'cpu-33'").hasLineCount(2);
    }

    @Test
    void casesAreOneALineNameFirst() {
        assertThat(run("cases")).isZero();
        assertThat(out.toString().lines())
                .hasSize(11)
                .allSatisfy(line -> assertThat(line).matches("(cpu|memory)-\\d +(cpu|memory) +[A-Z].*\\."));
    }

    private int run(String... args) {
        CommandLine command = Equipoise.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }
}
