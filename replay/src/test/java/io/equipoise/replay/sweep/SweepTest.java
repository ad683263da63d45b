package io.equipoise.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.evaluate.Progress;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Path CASES = Path.of("../traces/cases");
    private static final List<String> TRACES = List.of(
            CASES.resolve("memory-1-maximum").toString(), CASES.resolve("cpu-1").toString());

    @TempDir
    Path folder;

    @Test
    void replaysEveryPointOnEveryTraceOfItsKindInOrder() {
        SweepResult result = sweep("a", 2, TRACES, "lpt,headroom,none", "margin=20,40");

        assertThat(result.rows())
                .extracting(row -> row.trace() + " " + row.policy().name())
                .containsExactly(
                        "memory-1-maximum headroom:margin=20",
                        "memory-1-maximum headroom:margin=40",
                        "memory-1-maximum none",
                        "cpu-1 lpt",
                        "cpu-1 none");
        assertThat(result.reused()).isZero();
    }

    @Test
    void settingsChangeWhatHappens() {
        SweepResult result = sweep("a", 2, TRACES.subList(0, 1), "headroom", "margin=0,40");

        assertThat(result.rows().get(0).outcome().score("floor violations"))
                .isGreaterThan(result.rows().get(1).outcome().score("floor violations"));
    }

    @Test
    void resultIsTheSameOnOneThreadAndOnTwo() {
        assertThat(outcomes(sweep("one", 1, TRACES, "lpt,headroom,none", "margin=20,40")))
                .isEqualTo(outcomes(sweep("two", 2, TRACES, "lpt,headroom,none", "margin=20,40")));
    }

    @Test
    void sweepThatWasInterruptedGoesOnAndEndsLikeOneThatWasNot() throws IOException {
        SweepResult whole = sweep("whole", 2, TRACES, "headroom,none", "margin=20,40,60");
        assertThatThrownBy(() -> sweep("cut", 1, TRACES, "headroom,none", new FailingAfter(2), "margin=20,40,60"))
                .hasMessage("interrupted");
        // As if it had been killed while it wrote the third.
        Path journal = folder.resolve("cut/replays.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(journal, lines.get(0) + "\n" + lines.get(1) + "\n" + "{\"key\":\"12");

        SweepResult resumed = sweep("cut", 2, TRACES, "headroom,none", "margin=20,40,60");

        assertThat(resumed.reused()).isEqualTo(2);
        assertThat(outcomes(resumed)).isEqualTo(outcomes(whole));
        assertThat(Files.readAllLines(journal)).hasSize(whole.rows().size());
    }

    @Test
    void whatIsDoneIsNotReplayedAgainWhateverTheTraceAndTheSettingsAreCalled() throws IOException {
        sweep("a", 2, TRACES, "headroom,none", "margin=20,40");
        Path elsewhere = copy("cpu-1", "renamed");

        assertThat(sweep("a", 2, TRACES, "headroom,none", "margin=40.0,20").reused())
                .isEqualTo(4);
        assertThat(sweep("a", 2, TRACES, "headroom,none").reused()).isEqualTo(3);
        assertThat(sweep("a", 2, List.of(elsewhere.toString()), "none").reused())
                .isEqualTo(1);
    }

    @Test
    void aChangedTraceSettingOrHostIsReplayedAgain() throws IOException {
        Path trace = copy("memory-1-maximum", "trace");
        List<String> traces = List.of(trace.toString());
        sweep("a", 1, traces, "headroom", "margin=40");

        assertThat(sweep("a", 1, traces, "headroom", "margin=41").reused()).isZero();
        assertThat(sweep("a", 1, traces, "headroom:ahead=7", "margin=40").reused())
                .isZero();
        assertThat(run("a", 1, traces, "headroom", Progress.SILENT, new GivenHost(null, 3L << 20), "margin=40")
                        .reused())
                .isZero();
        assertThat(sweep("a", 1, traces, "headroom", "margin=40").reused()).isEqualTo(1);
        Path header = trace.resolve("trace.json");
        Files.writeString(header, Files.readString(header) + "\n");
        assertThat(sweep("a", 1, traces, "headroom", "margin=40").reused()).isZero();
    }

    @Test
    void whatIsNoReplayInTheJournalIsNamedWithItsLine() throws IOException {
        sweep("a", 1, TRACES.subList(0, 1), "none");
        Path journal = folder.resolve("a/replays.jsonl");
        Files.writeString(journal, Files.readString(journal) + "{\"key\":\"1\"}\n");

        assertThatThrownBy(() -> sweep("a", 1, TRACES.subList(0, 1), "none"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("replays.jsonl:2: is no replay of a sweep");
    }

    @Test
    void twoSweepsCannotShareAJournal() {
        Path journal = folder.resolve("a/replays.jsonl");
        try (SweepJournal held = SweepJournal.open(journal)) {
            assertThat(held.outcome("unknown")).isEmpty();
            assertThatThrownBy(() -> SweepJournal.open(journal))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another sweep is at work");
        }
    }

    @Test
    void policiesOfNoKindOfTheTracesAreAnError() {
        assertThatThrownBy(() -> sweep("a", 1, TRACES.subList(0, 1), "lpt"))
                .isInstanceOf(InputException.class)
                .hasMessage("none of the policies is of the kind of these traces");
    }

    private SweepResult sweep(String name, int threads, List<String> traces, String policies, String... axes) {
        return run(name, threads, traces, policies, Progress.SILENT, GivenHost.NONE, axes);
    }

    private SweepResult sweep(
            String name, int threads, List<String> traces, String policies, Progress progress, String... axes) {
        return run(name, threads, traces, policies, progress, GivenHost.NONE, axes);
    }

    private SweepResult run(
            String name,
            int threads,
            List<String> traces,
            String policies,
            Progress progress,
            GivenHost host,
            String... axes) {
        PolicyChoice choice = PolicyChoice.named(PolicyCatalogue.shipped(), List.of(policies.split(",")));
        SweepPlan plan = new SweepPlan(
                TraceSource.of(traces),
                Grid.points(choice.policies(), Stream.of(axes).map(Axis::parse).toList()),
                host);
        try (SweepJournal journal = SweepJournal.open(folder.resolve(name).resolve("replays.jsonl"))) {
            return Sweep.run(plan, journal, threads, progress);
        }
    }

    private static List<SweepOutcome> outcomes(SweepResult result) {
        return result.rows().stream().map(SweepRow::outcome).toList();
    }

    private Path copy(String testCase, String name) throws IOException {
        Path from = CASES.resolve(testCase);
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    /** Ends a sweep when so many replays are done. */
    private static final class FailingAfter implements Progress {
        private final AtomicInteger left;

        FailingAfter(int replays) {
            this.left = new AtomicInteger(replays);
        }

        @Override
        public void expect(int replays) {}

        @Override
        public void done(String source, String policy) {
            if (left.decrementAndGet() <= 0) {
                throw new IllegalStateException("interrupted");
            }
        }
    }
}
