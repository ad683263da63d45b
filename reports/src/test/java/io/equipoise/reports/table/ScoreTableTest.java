package io.equipoise.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.evaluate.Evaluation;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.ModelError;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import io.equipoise.reports.Report;
import io.equipoise.reports.TestReports;
import io.equipoise.reports.TestTraces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

class ScoreTableTest {
    private final Table table =
            ScoreTable.of(Report.ofReplays(TestReports.evaluation()).sections());

    @Test
    void csvReadsBackAsTheSameTable() {
        Table read = Table.read().usingOptions(CsvReadOptions.builderFromString(ScoresCsv.of(table)));

        assertThat(read.columnNames()).isEqualTo(table.columnNames());
        assertThat(read.stringColumn("policy").asList())
                .containsExactly("none", "round-robin", "free", "none", "fixed-step");
        assertThat(read.doubleColumn("deviation").getDouble(0)).isEqualTo(43.6);
        assertThat(read.column("deviation").isMissing(3)).isTrue();
        assertThat(read.stringColumn("not held").get(4)).isEqualTo("balanced?");
    }

    @Test
    void terminalTableIsAlignedAndLeavesOutWhatNoRowHas() {
        String text = TerminalTable.of(table.where(table.stringColumn("case").isEqualTo("cpu-1")), false);

        assertThat(text).isEqualTo("""
                case   policy       verdict  rank  deviation  ticks to balance  not held
                cpu-1  none         fail     2          43.6                 –  balanced
                cpu-1  round-robin  pass     1           1.2                 4
                cpu-1  free         fail                 2.5                 –  balanced
                """);
    }

    @Test
    void whatIsWithinTheModelsErrorIsNoDifference() {
        Evaluation made = TestReports.evaluation();
        Noise noise = new Noise(Map.of("deviation", 42.5));
        List<ModelError> errors = List.of(new ModelError("cpu-1", "replayed", List.of("off"), noise));
        Table noisy = ScoreTable.of(
                Report.ofReplays(new Evaluation(made.rows(), errors)).sections());

        String text = TerminalTable.of(noisy.where(noisy.stringColumn("case").isEqualTo("cpu-1")), false);

        assertThat(text).isEqualTo("""
                case   policy       verdict  rank  deviation  ticks to balance  not held
                cpu-1  none         fail     1=        ≈43.6                 –  balanced
                cpu-1  round-robin  pass     1=         ≈1.2                 4
                cpu-1  free         fail                 2.5                 –  balanced
                cpu-1  ± noise                          42.5
                ≈ no different from the best: within the noise (model's error, uncertain demand, or spread of repeated trials)
                """);
        assertThat(ScoresCsv.of(noisy)).contains("deviation noise");
    }

    @Test
    void aDifferenceBeyondTheModelsErrorIsOne() {
        Evaluation made = TestReports.evaluation();
        Noise noise = new Noise(Map.of("deviation", 42.3));
        List<ModelError> errors = List.of(new ModelError("cpu-1", "replayed", List.of("off"), noise));

        Table noisy = ScoreTable.of(
                Report.ofReplays(new Evaluation(made.rows(), errors)).sections());

        assertThat(noisy.stringColumn("rank").asList().subList(0, 2)).containsExactly("2", "1");
        assertThat(TerminalTable.of(noisy, false)).doesNotContain("≈");
    }

    @Test
    void verdictsArePaintedWithoutBreakingTheColumns() {
        String painted = TerminalTable.of(table, true);

        assertThat(painted)
                .contains("\u001b[31mfail\u001b[0m", "\u001b[32mpass\u001b[0m", "\u001b[33minconclusive\u001b[0m");
        assertThat(painted.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(TerminalTable.of(table, false));
    }

    @Test
    void scoreThatRestsOnAnUncertainDemandIsAnInterval() {
        Table intervals = twoPolicies(9.0);

        assertThat(TerminalTable.of(intervals, false)).contains("  0.41 … 1.1");
        assertThat(ScoresCsv.of(intervals)).contains("deviation noise,deviation low,deviation high\n", ",0.41,1.1\n");
        assertThat(intervals.stringColumn("rank").asList()).containsExactly("2", "1");
    }

    @Test
    void differenceWithinTheIntervalIsNone() {
        assertThat(twoPolicies(1.2).stringColumn("rank").asList()).containsExactly("1=", "1=");
    }

    private static Table twoPolicies(double certain) {
        List<EvaluationRow> rows = List.of(
                row("none", new Metric("points", certain, Better.LOWER)),
                row("steady", new Metric("points", 0.7, Better.LOWER, 0.41, 1.1)));
        return ScoreTable.of(Report.ofReplays(new Evaluation(rows, List.of())).sections());
    }

    private static EvaluationRow row(String policy, Metric deviation) {
        return new EvaluationRow(
                policy,
                false,
                null,
                "mine",
                null,
                Map.of("deviation", deviation),
                TestTraces.memory(null, policy, 20, false));
    }

    @Test
    void anEmptyTableIsOnlyAHeader() {
        assertThat(TerminalTable.of(ScoreTable.of(List.of()), false))
                .isEqualTo("case  policy  verdict  rank  not held\n");
    }

    @Test
    void whatIsUncertainOfABoundDoesNotMakeTheRankedAlike() {
        List<EvaluationRow> rows = List.of(
                row("none", new Metric("points", 1.2, Better.LOWER)),
                row("steady", new Metric("points", 0.7, Better.LOWER)),
                bound(new Metric("points", 0.5, Better.LOWER, 0.1, 9.0)),
                bound(new Metric("points", 9.0, Better.LOWER)));

        Table table =
                ScoreTable.of(Report.ofReplays(new Evaluation(rows, List.of())).sections());

        assertThat(table.stringColumn("rank").asList().subList(0, 2)).containsExactly("2", "1");
    }

    private static EvaluationRow bound(Metric deviation) {
        EvaluationRow row = row("maximum", deviation);
        return new EvaluationRow("maximum", true, null, row.source(), null, row.scores(), row.trace());
    }
}
