package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
}
