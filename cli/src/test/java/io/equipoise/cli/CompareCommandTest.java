package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons and fidelity of the shipped traces and their replays; no guest is touched. */
class CompareCommandTest {
    private static final String CASES = "../traces/cases/";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    @Test
    void aTraceAndItsReplayStandSideBySide() {
        String replay = temp.resolve("replay").toString();
        assertThat(run("replay", CASES + "cpu-1", "--policy", "round-robin", "--pcpus", "2", "--out", replay))
                .isZero();

        assertThat(run("compare", CASES + "cpu-1", replay)).isZero();

        assertThat(out.toString())
                .containsPattern("policy +none +round-robin")
                .containsPattern("ticks to balance +never +[0-9]")
                .containsPattern("pCPU usage, points +[0-9]+\\.[0-9]")
                .contains("over 60 ticks from the load's onset on", "judged differently: balanced: fail, pass");
    }

    @Test
    void jsonAndCsvHoldTheSameFigures() throws IOException {
        assertThat(run("compare", CASES + "memory-1", CASES + "memory-1-maximum", "--format", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        JsonNode balloon = json.path("differences").get(3);
        assertThat(json.path("a").path("policy").asText()).isEqualTo("none");
        assertThat(json.path("b").path("checks").isEmpty()).isFalse();
        assertThat(balloon.path("quantity").asText()).isEqualTo("balloon");
        assertThat(balloon.path("mean").asDouble()).isEqualTo(1536);
        assertThat(balloon.path("percent").asDouble()).isEqualTo(300);

        out.getBuffer().setLength(0);
        assertThat(run("compare", CASES + "memory-1", CASES + "memory-1-maximum", "--format", "csv"))
                .isZero();
        assertThat(out.toString()).startsWith("quantity,unit,mean,percent,").contains("\nballoon,MiB,1536.0,300.0,");
    }

    @Test
    void otherGuestsAreRefusedInOneLine() {
        assertThat(run("compare", CASES + "cpu-1", CASES + "memory-1")).isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString())
                .contains("cpu-1 has a guest aos_vm5", "same guests")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void trialsThatAreThereAreHeldAgainstTheirPredictions() throws IOException {
        for (String policy : List.of("none", "round-robin")) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                Path trial = temp.resolve("cpu-1").resolve(policy).resolve("" + attempt);
                assertThat(run(
                                "replay",
                                CASES + "cpu-1",
                                "--policy",
                                policy,
                                "--pcpus",
                                "2",
                                "--out",
                                trial.toString()))
                        .isZero();
            }
        }

        assertThat(fidelity("--policies", "none,round-robin", "--cases", "cpu-1", "--from", CASES))
                .isZero();

        assertThat(out.toString())
                .contains("| pCPU usage within 5 points | 2 of 2 cases and policies | 0.0 (")
                .contains("| verdict as predicted | 4 of 4 trials |")
                .contains("| cpu-1 | round-robin | 2 | 0.0 ± 0.0 | 0.0 ± 0.0 | 0.0 |");
        assertThat(temp.resolve("fidelity.md")).exists();
        assertThat(Files.readAllLines(temp.resolve("fidelity.csv"))).hasSize(5);
    }

    @Test
    void whatAPredictionStandsOnIsNotHeldAgainstIt() {
        for (String policy : List.of("none", "round-robin")) {
            Path trial = temp.resolve("cpu-1").resolve(policy).resolve("1");
            run("replay", CASES + "cpu-1", "--policy", policy, "--pcpus", "2", "--out", trial.toString());
        }

        assertThat(fidelity("--policies", "none,round-robin", "--cases", "cpu-1", "--from", temp.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("| verdict as predicted | 1 of 1 trials |")
                .doesNotContain("| cpu-1 | none | 1");
    }

    @Test
    void aFolderWithoutTrialsIsSaidInOneLine() {
        assertThat(fidelity("--cases", "cpu-1")).isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString()).contains("holds no trial", "--only-compare").hasLineCount(1);
        assertThat(temp.resolve("fidelity.md")).doesNotExist();
    }

    private int fidelity(String... options) {
        List<String> all = new ArrayList<>(List.of("fidelity", "--only-compare", "--out", temp.toString()));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    private int run(String... args) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void whereThereIsNothingToPredictFromNoTrialIsPlayed() {
        Path empty = temp.resolve("empty");

        assertThat(run("fidelity", "--cases", "cpu-1", "--from", empty.toString(), "--out", temp.toString()))
                .isEqualTo(ExitCode.UNUSABLE);

        assertThat(err.toString())
                .contains("no trace to predict case cpu-1 from", "--from")
                .hasLineCount(1);
        assertThat(temp.resolve("cpu-1")).doesNotExist();
    }
}
