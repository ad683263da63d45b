package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesCommandTest {

    @Test
    void eachPolicyIsOneLineOfNameKindAndSentence() {
        StringWriter out = new StringWriter();
        assertThat(Equipoise.commandLine().setOut(new PrintWriter(out)).execute("policies"))
                .isZero();
        assertThat(out.toString().lines())
                .allMatch(line -> line.matches("[a-z-]+ +(cpu|memory) +[A-Z].*\\."))
                .anyMatch(line -> line.startsWith("round-robin "))
                .anyMatch(line -> line.startsWith("headroom "));
    }

    @Test
    void eachSettingIsOneLineOfStandardRangeUnitAndMeaning() {
        StringWriter out = new StringWriter();
        assertThat(Equipoise.commandLine().setOut(new PrintWriter(out)).execute("policies", "--settings"))
                .isZero();
        assertThat(out.toString().lines().skip(1))
                .allMatch(line -> line.matches("[a-z-]+ +[a-z-]+ +[0-9.]+ +[0-9.]+ to [0-9.]+ +[A-Za-z-]+ +[a-z].*"))
                .anyMatch(line -> line.matches("headroom +margin +40 +0 to 1048576 +MiB +kept unused.*"));
    }

    @Test
    void oracleIsListedAndRefusedOnRealHosts(@TempDir Path folder) {
        for (List<String> command : List.of(
                List.of("coordinate", "--all", "--cpu", "oracle"),
                List.of("coordinate", "--all", "--cpu", "none", "--shadow", "oracle"),
                List.of(
                        "trial",
                        "cpu-3",
                        "--policy",
                        "oracle",
                        "--out",
                        folder.resolve("trial").toString()))) {
            StringWriter err = new StringWriter();
            assertThat(Equipoise.commandLine().setErr(new PrintWriter(err)).execute(command.toArray(String[]::new)))
                    .isEqualTo(ExitCode.UNUSABLE);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("'oracle'", "cannot run on a real host");
        }
        StringWriter out = new StringWriter();
        assertThat(Equipoise.commandLine().setOut(new PrintWriter(out)).execute("policies"))
                .isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("oracle ") && line.contains(" cpu ") && line.endsWith("(bound)."));
    }
}
