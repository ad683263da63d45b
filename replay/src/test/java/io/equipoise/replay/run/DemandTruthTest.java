package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Trace;
import io.equipoise.traces.demand.DemandMark;
import io.equipoise.traces.demand.DemandRange;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of demand against the load tables of recorded guests, closed loads and timers; writes a table to target/. */
class DemandTruthTest {
    private static final Path CASES = Path.of("../traces/cases");
    private static final String OPEN = "crowded-open";
    private static final String CLOSED = "crowded-closed";
    private static final List<String> TRACES = List.of("cpu-1", "cpu-5", "cpu-7", CLOSED, OPEN);

    /** What a stage's mean may be off: work cost up to 1.4 times as much from one half minute to the next, with nobody waiting. */
    private static final double ERROR = 0.06;

    /** From here on it is contention that parts the ends, not noise. */
    private static final double WIDE = 0.03;

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-5", "cpu-7", CLOSED, OPEN})
    void trueDemandLiesBetweenTheEnds(String name) {
        assertThat(stages(name))
                .isNotEmpty()
                .allSatisfy(stage -> assertThat(stage.asked()).isBetween(stage.low() - ERROR, stage.high() + ERROR));
    }

    /** Of the mean over guests: one alone may run so much longer on cold caches that its low end is nearer. */
    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-5", "cpu-7", CLOSED})
    void closedLoadsAreNearerToTheHighEnd(String name) {
        List<Stage> wide = wide(name);

        assertThat(wide)
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(stage -> stage.kind() == (name.equals(CLOSED) ? DemandMark.UNKNOWN : DemandMark.CLOSED));
        assertThat(off(wide, Stage::high)).isLessThan(off(wide, Stage::low));
    }

    @Test
    void timersAreNearerToTheLowEnd() {
        List<Stage> wide = wide(OPEN);

        assertThat(wide).hasSizeGreaterThanOrEqualTo(9);
        assertThat(off(wide, Stage::low)).isLessThan(off(wide, Stage::high) / 2);
    }

    private static double off(List<Stage> stages, ToDoubleFunction<Stage> estimate) {
        double estimated = stages.stream().mapToDouble(estimate).average().orElseThrow();
        return Math.abs(
                estimated - stages.stream().mapToDouble(Stage::asked).average().orElseThrow());
    }

    @Test
    void timersWhoseContentionVariesAreToldByIt() {
        RecordedDemand recorded = recorded(OPEN);

        assertThat(List.of(recorded.kind(0), recorded.kind(2), recorded.kind(4)))
                .containsOnly(DemandMark.OPEN);
    }

    /** They make each other wait far less than timers do, too little to be told for loops. */
    @Test
    void loopsOfTheSameWorkAreNotTakenForTimers() {
        RecordedDemand recorded = recorded(CLOSED);

        assertThat(List.of(recorded.kind(0), recorded.kind(2), recorded.kind(4)))
                .doesNotContain(DemandMark.OPEN);
    }

    @Test
    void modelRunsTheTimersAsTheyRan() {
        RecordedDemand recorded = recorded(OPEN);

        assertThat(SelfCheck.of(recorded).vcpuUsagePoints()).isLessThan(3);
        assertThat(recorded.isUncertain(PolicyKind.CPU)).isTrue();
    }

    @Test
    void crowdedCasesDifferOnlyInTheirTimers() {
        for (String name : List.of(CLOSED, OPEN)) {
            assertThat(Cases.named("../examples/cases/" + name + ".yaml").stages())
                    .flatExtracting(stage -> stage.loads())
                    .hasSize(4)
                    .allMatch(load -> load.open() == name.equals(OPEN));
        }
    }

    @Test
    void theTableOfTheDocumentIsWritten() throws IOException {
        StringBuilder text = new StringBuilder("""
                | trace | stage | asked | waited | low end | high end | loads |
                |---|---|---|---|---|---|---|
                """);
        for (String name : TRACES) {
            Map<String, List<Stage>> rows = new LinkedHashMap<>();
            for (Stage stage : stages(name)) {
                rows.computeIfAbsent(
                                String.format(Locale.ROOT, "%s | %d | %.2f", name, stage.number(), stage.asked()),
                                key -> new ArrayList<>())
                        .add(stage);
            }
            rows.forEach((key, stages) -> text.append("| ").append(key).append(row(stages)));
        }
        Files.writeString(Path.of("target/demand.md"), text);
        assertThat(text.toString()).contains("| cpu-5 | 1 | 0.26 |", "| crowded-open | 2 | 0.12 |");
    }

    private static String row(List<Stage> stages) {
        return String.format(
                Locale.ROOT,
                " | %.2f | %.3f | %.3f | %s |%n",
                stages.stream().mapToDouble(Stage::waited).average().orElseThrow(),
                stages.stream().mapToDouble(Stage::low).average().orElseThrow(),
                stages.stream().mapToDouble(Stage::high).average().orElseThrow(),
                stages.get(0).kind().name().toLowerCase(Locale.ROOT));
    }

    /** Means of a guest over a stage of its load, without the interval in which that changes. */
    private record Stage(int number, double asked, double low, double high, DemandMark kind) {
        double waited() {
            return 1 - low / high;
        }
    }

    private static List<Stage> wide(String name) {
        return stages(name).stream()
                .filter(stage -> stage.high() - stage.low() >= WIDE)
                .toList();
    }

    /** Of the guests that were asked for load. */
    private static List<Stage> stages(String name) {
        Trace trace = ParquetTraces.open(CASES.resolve(name));
        RecordedDemand recorded = RecordedDemand.of(name, trace);
        Map<Long, Map<String, Double>> asked = new HashMap<>();
        for (LoadAsked load : trace.loads()) {
            if (load.cpu() != null && load.cpu() > 0) {
                asked.computeIfAbsent(load.tick(), tick -> new HashMap<>()).put(load.domain(), load.cpu());
            }
        }
        List<Long> changes = trace.events().stream().map(Event::tick).distinct().toList();
        Map<List<Integer>, List<DemandRange>> ranges = new LinkedHashMap<>();
        Map<List<Integer>, Double> truth = new HashMap<>();
        for (int t = 1; t < recorded.samples().size(); t++) {
            long tick = recorded.samples().get(t).tick();
            int stage = (int) changes.stream().filter(change -> change < tick).count();
            for (int v = 0; v < recorded.vcpus().size(); v++) {
                String domain = recorded.samples()
                        .get(t)
                        .domain(recorded.vcpus().get(v).domain())
                        .map(DomainSample::name)
                        .orElseThrow();
                Double wanted = asked.getOrDefault(tick, Map.of()).get(domain);
                if (wanted != null && !changes.contains(tick)) {
                    ranges.computeIfAbsent(List.of(stage, v), key -> new ArrayList<>())
                            .add(recorded.range(t, v));
                    truth.put(List.of(stage, v), wanted);
                }
            }
        }
        List<Stage> stages = new ArrayList<>();
        ranges.forEach((key, seen) -> stages.add(new Stage(
                key.get(0),
                truth.get(key),
                seen.stream().mapToDouble(DemandRange::low).average().orElseThrow(),
                seen.stream().mapToDouble(DemandRange::high).average().orElseThrow(),
                recorded.kind(key.get(1)))));
        return stages;
    }

    private static RecordedDemand recorded(String name) {
        return RecordedDemand.of(name, ParquetTraces.open(CASES.resolve(name)));
    }
}
