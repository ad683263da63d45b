package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class ConfigDefaultsTest {
    private final StringWriter err = new StringWriter();
    private final Probe probe = new Probe();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("record.yaml");
    }

    @Test
    void fileGivesOptionsTheirValues() throws Exception {
        Files.writeString(file, """
                # comments may stand here
                name: aos_vm*
                interval: 500ms
                guests: 4
                switched-on: true
                """);
        assertThat(run("--config", file)).isZero();
        assertThat(probe.name).isEqualTo("aos_vm*");
        assertThat(probe.interval).isEqualTo(Duration.ofMillis(500));
        assertThat(probe.guests).isEqualTo(4);
        assertThat(probe.switchedOn).isTrue();
    }

    @Test
    void commandLineWins() throws Exception {
        Files.writeString(file, "name: a\ninterval: 500ms\n");
        assertThat(run("--interval", "2s", "--config=" + file)).isZero();
        assertThat(probe.interval).isEqualTo(Duration.ofSeconds(2));
        assertThat(probe.name).isEqualTo("a");
    }

    @Test
    void requiredOptionMayStandInTheFile() throws Exception {
        Files.writeString(file, "interval: 2s\n");
        assertThat(run("--config", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--name").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            intervall: 1s              | unknown key 'intervall'
            interval: soon             | 'soon' is no time
            guests: many               | 'many' is not an int
            switched-on: perhaps       | 'perhaps' is not a boolean
            guests: [1, 2]             | 'guests' must be a text
            interval:                  | 'interval' must be a text
            config: other.yaml         | unknown key 'config'
            debug: true                | unknown key 'debug'
            name: b                    | 'name' stands here a second time
            interval: "1s              | no YAML
            """)
    void wrongValueIsOneLineWithFileAndLine(String line, String problem) throws Exception {
        Files.writeString(file, "name: a\n\n" + line + "\n");
        assertThat(run("--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .matches("(?s)equipoise: " + file + ":[34]: .*")
                .contains(problem)
                .hasLineCount(1);
    }

    @Test
    void wrongValueOnTheCommandLineIsNotBlamedOnTheFile() throws Exception {
        Files.writeString(file, "name: a\ninterval: 1s\n");
        assertThat(run("--config", file, "--interval", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no time").doesNotContain("record.yaml");
    }

    @Test
    void fileThatIsMissingIsOneLine() {
        assertThat(run("--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("equipoise: " + file + ": no such file")
                .hasLineCount(1);
    }

    @Test
    void otherCommandsReadNoFile() throws Exception {
        Files.writeString(file, "name: a\n");
        CommandLine line = Equipoise.commandLine("policies", "--config", file.toString());
        line.setErr(new PrintWriter(err, true));
        assertThat(line.execute("policies", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--config").hasLineCount(1);
    }

    private int run(Object... options) {
        List<String> args = new ArrayList<>(List.of("probe"));
        for (Object option : options) {
            args.add(option.toString());
        }
        String[] words = args.toArray(String[]::new);
        CommandLine line = Equipoise.commandLine(words);
        line.addSubcommand("probe", probe);
        line.setDefaultValueProvider(line.getDefaultValueProvider());
        return line.setErr(new PrintWriter(err, true)).execute(words);
    }

    @Command
    private static final class Probe extends ConfiguredCommand implements Runnable {
        @Option(names = "--name", required = true)
        private String name;

        @Option(names = "--interval", converter = TimeConverter.class)
        private Duration interval;

        @Option(names = "--guests")
        private int guests;

        @Option(names = "--switched-on")
        private boolean switchedOn;

        @Override
        public void run() {}
    }
}
