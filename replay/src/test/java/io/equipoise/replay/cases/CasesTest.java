package io.equipoise.replay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.GradedAs;
import io.equipoise.replay.cases.Case.GuestLoad;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.cases.Case.Stage;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasesTest {
    private static final String CASE = """
            name: mine
            kind: cpu
            title: Two guests on one pCPU.
            guests: 2
            vcpus-per-guest: 1
            start:
              placement: first
            load:
              baseline-ticks: 10
              stages:
                - ticks: 30
                  loads:
                    - {guests: [2], cpu: 0.3, timer: true}
              tail-ticks: 0
            replay:
              pcpus: 2
            expect:
              - check: balanced
                bound: 8
                reason: Two guests fit two pCPUs.
            """;

    @TempDir
    Path folder;

    @Test
    void everyShippedFileIsListedAndReads() throws Exception {
        Path resources = Path.of(Cases.class.getResource("/cases").toURI());
        try (Stream<Path> files = Files.list(resources)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Cases.names().stream().map(name -> name + ".yaml").toList());
        }
        assertThat(Cases.shipped()).extracting(Case::name).isEqualTo(Cases.names());
        assertThat(Cases.shipped())
                .allSatisfy(shipped ->
                        assertThat(shipped.name()).startsWith(shipped.kind() == PolicyKind.CPU ? "cpu-" : "memory-"));
    }

    @Test
    void theChecksOfEachCaseAreTheRubrics() {
        assertThat(checks("cpu-1")).isEqualTo("balanced converged stable");
        assertThat(checks("cpu-2")).isEqualTo("balanced converged stable");
        assertThat(checks("cpu-3")).isEqualTo("balanced unmoved");
        assertThat(checks("cpu-4")).isEqualTo("balanced converged stable placed");
        assertThat(checks("cpu-5")).isEqualTo("balanced converged stable placed");
        assertThat(checks("cpu-6")).isEqualTo("balanced unmoved");
        assertThat(checks("cpu-7")).isEqualTo("balanced converged converged stable placed");
        assertThat(checks("memory-1")).isEqualTo("converged gains gives returns gradual floor reserve");
        assertThat(checks("memory-2")).isEqualTo("converged gains similar returns gradual floor reserve");
        assertThat(checks("memory-3")).isEqualTo("converged moves gradual floor reserve");
        assertThat(checks("memory-4")).isEqualTo("converged gains gains returns returns gradual floor reserve");
    }

    @Test
    void heavyGuestsStandAtEvenPositions() {
        Case uneven = Cases.named("cpu-5");

        assertThat(uneven.start().placement()).isEqualTo(Placement.FREE);
        assertThat(uneven.stages())
                .containsExactly(new Stage(
                        60,
                        List.of(
                                new GuestLoad(List.of(1, 3, 5, 7), 0.26, false, null, 0),
                                new GuestLoad(List.of(2, 4, 6, 8), 0.12, false, null, 0))));
        assertThat(Cases.named("cpu-2").gradedAs()).isEqualTo(new GradedAs(2, "cpu-3"));
    }

    @Test
    void memoryCasesNameBudgetAndPace() {
        Case gradual = Cases.named("memory-1");

        assertThat(gradual.replay().memoryBudgetMib()).isEqualTo(3072);
        assertThat(gradual.start().balloonMib()).isEqualTo(512);
        assertThat(gradual.stages().get(0).loads()).containsExactly(new GuestLoad(List.of(1), null, false, 700L, 60));
        assertThat(gradual.tailTicks()).isEqualTo(105);
    }

    @Test
    void aPersonsOwnFileReadsWithoutJava() throws IOException {
        Case mine = Cases.named(write(CASE).toString());

        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.stages().get(0).loads()).containsExactly(new GuestLoad(List.of(2), 0.3, true, null, 0));
        assertThat(mine.expectations().get(0).bound()).isEqualTo(8.0);
        assertThat(mine.expectations().get(0).reason()).isEqualTo("Two guests fit two pCPUs.");
    }

    @Test
    void anUnknownNameListsThoseThatExist() {
        assertThatThrownBy(() -> Cases.named("cpu-9"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'cpu-9'")
                .hasMessageContaining("cpu-1, cpu-2")
                .hasMessageContaining("memory-4");
        assertThatThrownBy(() -> Cases.named(folder.resolve("absent.yaml").toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void everyMistakeNamesLineKeyAndWhatIsAllowed() {
        refused(
                "placement: first",
                "placement: first\n  colour: red",
                ":8: unknown key 'colour'",
                "allowed: placement");
        refused("guests: 2\n", "", ":1: a case lacks the key 'guests'");
        refused("kind: cpu", "kind: disk", ":2: 'kind' must be one of cpu, memory, not 'disk'");
        refused("placement: first", "placement: left", ":7: 'placement' must be one of first, ends, spread, free");
        refused("baseline-ticks: 10", "baseline-ticks: ten", ":9: 'baseline-ticks' must be a whole number", "'ten'");
        refused("cpu: 0.3", "cpu: 1.5", ":13: 'cpu' must be a number above 0 and at most 1, not '1.5'");
        refused("timer: true", "timer: yes", ":13: 'timer' must be true or false, not 'yes'");
        refused("[2]", "[3]", ":13: 'guests' must be a whole number from 1 to 2, not '3'");
        refused("[2]", "some", ":13: 'guests' must be all, even or odd");
        refused("check: balanced", "check: gains", ":18: 'check' must be one of balanced", "not 'gains'");
        refused("bound: 8", "stage: 2", ":19: 'stage' must be a whole number from 1 to 1, not '2'");
        refused(
                "bound: 8",
                "to: [1]",
                ":19: unknown key 'to' in the check balanced; allowed: check, reason, stage, bound");
        refused("    reason: Two guests fit two pCPUs.\n", "", ":18: an expectation lacks the key 'reason'");
        refused("title: Two guests on one pCPU.", "title:", ":3: 'title' must be a text that is not empty");
        refused("name: mine", "name: My Case", ":1: 'name' must be lower-case letters");
        refused("name: mine", "name: mine\nname: yours", ":2:", "'name'");
        refused("start:\n  placement: first", "start: first", ":6: 'start' must be a CPU case's start");
        refused("name: mine", "name: [", "no YAML");
        refused("pcpus: 2", "pcpus: 2\ngraded-as: {pcpus: 2, case: cpu-9}", ":17: no case is called 'cpu-9'");
    }

    @Test
    void aGuestIsNotLoadedTwiceInAStage() {
        refused(
                "- {guests: [2], cpu: 0.3, timer: true}",
                "- {guests: [2], cpu: 0.3}\n        - {guests: all, cpu: 0.1}",
                ":14: guest 2 is named twice in one stage");
    }

    @Test
    void anAliasOrASecondDocumentIsRefused() {
        refused("cpu: 0.3", "cpu: &a 0.3, timer: *a", ":13: 'timer' is an alias");
        refused("  pcpus: 2", "  pcpus: 2\n---\nname: b", "one file holds one case");
        assertThatThrownBy(() -> Cases.read(write("")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no case");
    }

    @Test
    void convergedInAMemoryCaseNeedsAMovement() throws IOException {
        String memory = Files.readString(Path.of("src/main/resources/cases/memory-3.yaml"))
                .replace("    stage: 2\n    reason: The course", "    stage: 1\n    reason: The course");

        assertThatThrownBy(() -> Cases.read(write(memory)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("converged needs a movement to wait for")
                .hasMessageContaining("in stage 1");
    }

    private void refused(String from, String to, String... parts) {
        assertThat(CASE).contains(from);
        assertThatThrownBy(() -> Cases.read(write(CASE.replace(from, to))))
                .isInstanceOf(InputException.class)
                .satisfies(error -> assertThat(error.getMessage())
                        .startsWith(folder.resolve("mine.yaml").toString())
                        .contains(parts)
                        .doesNotContain("\n"));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), yaml);
    }

    private static String checks(String name) {
        return String.join(
                " ",
                Arrays.stream(Cases.named(name).expectations().toArray(Case.Expectation[]::new))
                        .map(expectation -> expectation.check().text())
                        .toList());
    }
}
