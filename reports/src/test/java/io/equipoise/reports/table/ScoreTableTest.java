package io.equipoise.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.TestReports;
import io.equipoise.reports.TestTraces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

class ScoreTableTest {
    private final Table table = ScoreTable.of(TestReports.evaluation().rows());

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
                case   policy       verdict  deviation  ticks to balance  not held
                cpu-1  none         fail          43.6                 –  balanced
                cpu-1  round-robin  pass           1.2                 4
                cpu-1  free         fail           2.5                 –  balanced
                """);
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
        EvaluationRow certain = row("none", new Metric("points", 9.0, Better.LOWER));
        EvaluationRow uncertain = row("steady", new Metric("points", 0.7, Better.LOWER, 0.41, 1.1));
        Table intervals = ScoreTable.of(List.of(certain, uncertain));

        assertThat(TerminalTable.of(intervals, false)).isEqualTo("""
                case  policy  verdict   deviation  not held
                      none                      9
                      steady           0.41 … 1.1
                """);
        assertThat(ScoresCsv.of(intervals)).isEqualTo("""
                policy,case,trace,role,verdict,not held,deviation,deviation low,deviation high
                none,,mine,policy,,,9.0,,
                steady,,mine,policy,,,0.7,0.41,1.1
                """);
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
        assertThat(TerminalTable.of(ScoreTable.of(List.of()), false)).isEqualTo("case  policy  verdict  not held\n");
    }
}
