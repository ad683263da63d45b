package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several trials on the same real guests. */
class TrialSeriesLiveTest extends LiveTrials {
    @Test
    void trialsFollowEachOtherOnTheSameGuestsFromTheCasesStartAndGoOnWhereTheyWereStopped() throws IOException {
        TrialFolder folder = new TrialFolder(dir.resolve("trials"));
        TrialSeries series = series(folder, cpuCase(2, 4, 12, "{guests: all, cpu: 0.18}"), 2, "round-robin");
        TrialGuests guests = new TrialGuests(testbed, line -> {
            said.add(line);
            if (line.startsWith("trial 2 of 2")) {
                series.stop();
            }
        });
        series.run(guests);
        assertThat(series.left()).isEqualTo(1);
        assertThat(series.results()).hasSize(1);

        TrialSeries again = series(folder, cpuCase(2, 4, 12, "{guests: all, cpu: 0.18}"), 2, "round-robin");
        again.run(guests);

        assertThat(again.left()).isZero();
        List<EvaluationRow> rows = again.results();
        assertThat(rows).extracting(EvaluationRow::source).containsExactly("round-robin 1", "round-robin 2");
        assertThat(ids(rows.get(1))).isEqualTo(ids(rows.get(0)));
        assertThat(said).filteredOn(line -> line.startsWith("starting ")).hasSize(1);
        for (EvaluationRow row : rows) {
            Sample first = row.trace().samples().get(0);
            Sample beforeOnset = row.trace().samples().get(3);
            Sample last = last(row.trace());
            assertThat(affinities(first)).containsOnly(CpuSet.of(0));
            assertThat(affinities(last)).hasSize(2).doesNotHaveDuplicates();
            assertThat(ran(first, beforeOnset) / 3).isLessThan(ran(beforeOnset, last) / 12 / 2);
        }
    }

    @Test
    void everyMemoryTrialBeginsOnFreshGuests() throws IOException {
        TrialFolder folder = new TrialFolder(dir.resolve("trials"));
        TrialSeries series = series(folder, memoryCase(1, 320, 12, 120, 8), 1, "maximum", "headroom");
        series.run(guests());

        List<EvaluationRow> rows = series.results();
        assertThat(rows).hasSize(2);
        assertThat(ids(rows.get(1))).doesNotContainAnyElementsOf(ids(rows.get(0)));
        assertThat(said).filteredOn(line -> line.startsWith("starting ")).hasSize(2);
        assertThat(first(rows.get(0)).currentKiB()).isEqualTo(1024 * 1024);
        assertThat(first(rows.get(1)).currentKiB()).isEqualTo(320 * 1024);
        assertThat(first(rows.get(1)).unusedKiB()).isGreaterThan(100 * 1024L);
    }

    private static TrialSeries series(TrialFolder folder, Case testCase, int times, String... policies) {
        PolicyChoice choice = PolicyChoice.named(PolicyCatalogue.shipped(), List.of(policies));
        return new TrialSeries(folder, TrialSeries.pairs(List.of(testCase), choice), times, ONCE);
    }

    private static List<Integer> ids(EvaluationRow row) {
        return row.trace().samples().get(0).domains().stream()
                .map(DomainSample::id)
                .toList();
    }

    private static MemorySample first(EvaluationRow row) {
        return Objects.requireNonNull(
                row.trace().samples().get(0).domains().get(0).memory());
    }

    private static double ran(Sample from, Sample to) {
        return nanos(to) - nanos(from);
    }

    private static double nanos(Sample sample) {
        return sample.domains().stream()
                .mapToDouble(
                        domain -> Objects.requireNonNull(domain.vcpus().get(0).timeNanos()))
                .sum();
    }
}
