package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimator and the model against the truth of the recorded cases; writes the tables of docs/model.md to target/. */
class RecordedCasesTest {
    private static final Path CASES = Path.of("../traces/cases");
    private static final List<String> CPU = List.of("cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5", "cpu-6", "cpu-7");
    private static final List<String> MEMORY = List.of("memory-1", "memory-2", "memory-3", "memory-4");

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5", "cpu-6", "cpu-7"})
    void demandIsNearWhatTheLoadAskedFor(String name) {
        demand(name).forEach((asked, error) -> {
            assertThat(error.mean()).isBetween(asked - 0.03, asked + 0.08);
            assertThat(error.absolute()).isLessThan(0.08);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5", "cpu-6", "cpu-7"})
    void theModelRunsTheRecordedHost(String name) {
        SelfCheck check = SelfCheck.of(recorded(name));

        assertThat(check.vcpuUsagePoints()).isLessThan(3);
        assertThat(check.pcpuUsagePoints()).isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory-1", "memory-2", "memory-3", "memory-4"})
    void noneIsPredictedFromMaximum(String name) {
        SelfCheck check = noneFromMaximum(name);

        assertThat(check.balloonMib()).isLessThan(1);
        assertThat(check.unusedMib()).isLessThan(50);
        assertThat(check.swappedOutMib()).isLessThan(80);
    }

    @Test
    void theTablesOfTheDocumentAreWritten() throws IOException {
        StringBuilder text =
                new StringBuilder("| case | asked | estimated, mean | mean absolute error |\n|---|---|---|---|\n");
        for (String name : CPU) {
            demand(name)
                    .forEach((asked, error) -> text.append(
                            row("| %s | %.2f | %.3f | %.3f |", name, asked, error.mean(), error.absolute())));
        }
        text.append("\n| trace | pCPU usage, points | vCPU usage, points | unused, MiB |\n|---|---|---|---|\n");
        for (String name : CPU) {
            text.append(self(name));
        }
        for (String name : MEMORY) {
            text.append(self(name + "-maximum"));
        }
        text.append("\n| case | unused, MiB | swapped out, MiB | vCPU usage, points |\n|---|---|---|---|\n");
        for (String name : MEMORY) {
            SelfCheck check = noneFromMaximum(name);
            text.append(row(
                    "| %s | %.1f | %.1f | %.1f |",
                    name, check.unusedMib(), check.swappedOutMib(), check.vcpuUsagePoints()));
        }
        Files.writeString(Path.of("target/model.md"), text);
        assertThat(text.toString()).contains("| cpu-7 | 0.26 |", "| memory-4-maximum |", "| memory-4 |");
    }

    private static String self(String name) {
        SelfCheck check = SelfCheck.of(recorded(name));
        return row(
                "| %s | %.1f | %.1f | %.1f |",
                name, check.pcpuUsagePoints(), check.vcpuUsagePoints(), check.unusedMib());
    }

    private static String row(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }

    private record Deviation(int count, double sum, double sumAbsolute) {
        Deviation plus(double value, double asked) {
            return new Deviation(count + 1, sum + value, sumAbsolute + Math.abs(value - asked));
        }

        double mean() {
            return sum / count;
        }

        double absolute() {
            return sumAbsolute / count;
        }
    }

    /** The demand's error by what was asked, in the intervals whose load does not change. */
    private static Map<Double, Deviation> demand(String name) {
        Trace trace = ParquetTraces.open(CASES.resolve(name));
        RecordedDemand recorded = RecordedDemand.of(name, trace);
        Map<Long, Map<String, Double>> asked = new HashMap<>();
        for (LoadAsked load : trace.loads()) {
            if (load.cpu() != null) {
                asked.computeIfAbsent(load.tick(), tick -> new HashMap<>()).put(load.domain(), load.cpu());
            }
        }
        List<Long> changes = trace.events().stream().map(Event::tick).toList();
        Map<Double, Deviation> errors = new TreeMap<>();
        for (int t = 1; t < recorded.samples().size(); t++) {
            Sample sample = recorded.samples().get(t);
            if (changes.contains(sample.tick())) {
                continue;
            }
            for (int v = 0; v < recorded.vcpus().size(); v++) {
                String domain = sample.domain(recorded.vcpus().get(v).domain())
                        .map(DomainSample::name)
                        .orElseThrow();
                double truth = asked.getOrDefault(sample.tick(), Map.of()).getOrDefault(domain, 0.0);
                Deviation before = errors.getOrDefault(truth, new Deviation(0, 0, 0));
                errors.put(truth, before.plus(recorded.demand(t, v), truth));
            }
        }
        return errors;
    }

    private static SelfCheck noneFromMaximum(String name) {
        RecordedDemand maximum = recorded(name + "-maximum");
        return SelfCheck.between(
                ParquetTraces.open(CASES.resolve(name)),
                Replay.run(maximum, ReplaySetup.of(Cases.named(name)), Policies.named(PolicyKind.MEMORY, "none")));
    }

    private static RecordedDemand recorded(String name) {
        return RecordedDemand.of(name, ParquetTraces.open(CASES.resolve(name)));
    }
}
