package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.restore.Found;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.traces.CpuSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What coordinate and restore refuse before they touch any host; {@link CoordinateLiveTest} has the rest. */
final class CoordinateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int run(Object... arguments) {
        PrintWriter to = new PrintWriter(said, true);
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return Equipoise.commandLine(words).setOut(to).setErr(to).execute(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --cpu steady                                    | say which domains may be touched: --domains GLOB
            --cpu steady --all --domains x                  | --domains and --all exclude each other
            --all                                           | name what decides: --cpu POLICY, --memory POLICY or both
            --all --cpu headroom                            | no cpu policy is called 'headroom'; there are: none, round-robin
            --all --memory exec:./missing                   | there is no program './missing'
            --all --cpu steady --shadow none                | write cpu:none or memory:none
            --all --cpu steady --failures 0                 | --failures 0: a policy stands down after one failure or more
            --all --memory headroom --largest-take 0        | --largest-take 0.0: a share is above 0 and at most 1
            --all --memory headroom --largest-take 1.5      | --largest-take 1.5: a share is above 0 and at most 1
            --all --memory headroom --largest-take NaN      | --largest-take NaN: a share is above 0 and at most 1
            --all --memory headroom --largest-give 0MiB     | --largest-give 0: no guest could ever be given anything
            --all --memory headroom --ceiling 100MiB        | --ceiling is below the floor of 200 MiB
            --all --memory headroom --stale 10ms            | --stale: guests report every second
            --all --memory headroom --stale 1500ms          | --stale: guests report every second; write whole seconds
            --all --memory headroom --stuck 0               | --stuck 0: write 1 tick or more
            --all --memory headroom --memory-budget 3       | 3GiB
            --all --cpu steady --config missing.yaml        | missing.yaml
            --all --cpu steady --uri nowhere:///x           | cannot reach libvirt at nowhere:///x:
            """)
    void badUsageIsRefusedInOneLine(String options, String why) {
        List<Object> words = new ArrayList<>(List.of("coordinate", "--state", folder.resolve("state")));
        words.addAll(List.of(options.split(" +")));

        assertThat(run(words.toArray())).isEqualTo(ExitCode.UNUSABLE);
        assertThat(said.toString().lines())
                .singleElement()
                .asString()
                .containsOnlyOnce(why)
                .startsWith("equipoise: ");
    }

    @Test
    void optionsMayComeFromAFile() throws IOException {
        Path config = Files.writeString(folder.resolve("coordinate.yaml"), "cpu: steady\nall: true\nfailures: 0\n");

        assertThat(run("coordinate", "--config", config)).isEqualTo(ExitCode.UNUSABLE);
        assertThat(said.toString()).contains("--failures 0: a policy stands down");
    }

    @Test
    void hostWithoutNoteHasNothingToRestore() {
        assertThat(run("restore", "--state", folder.resolve("state"))).isZero();
        assertThat(said.toString()).contains("nothing to restore");
    }

    @Test
    void commandThatRestoresLaterNamesTheFolderOfTheNotes() throws IOException {
        Path state = folder.resolve("state");
        try (NoteFile note = new RestoreFolder(state).open("nowhere:///x")) {
            note.begin();
            note.found(new Found.Affinity(new Found.Start("uuid-1", 1, 0, "vm1"), 0, CpuSet.of(0)));
        }

        assertThat(run("restore", "--state", state)).isEqualTo(ExitCode.UNUSABLE);
        assertThat(said.toString())
                .contains("when it can be reached: equipoise restore --uri 'nowhere:///x' --state '" + state + "'");
    }
}
