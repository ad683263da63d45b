package io.equipoise.reports.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.TestTraces;
import io.equipoise.reports.table.TerminalTable;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialTableTest {
    private final List<EvaluationRow> rows = List.of(
            trial("none", 1, Verdict.FAIL, 43.6, false),
            trial("none", 2, Verdict.FAIL, 40.0, false),
            trial("steady", 1, Verdict.PASS, 1.5, false),
            trial("steady", 2, Verdict.INCONCLUSIVE, null, true),
            trial("steady", 3, Verdict.PASS, 1.1, false));

    @Test
    void rowShowsEachTryTheSpreadOfScoresAndWhatWasNotHeld() {
        assertThat(TerminalTable.whole(TrialTable.of(rows), false)).isEqualTo("""
                case   policy  passed  try 1  try 2                    try 3  deviation                 not held
                cpu-1  none    0 of 2  fail   fail                            41.8 (40–43.6)            balanced ×2
                cpu-1  steady  2 of 3  pass   inconclusive, disturbed  pass   1.3 (1.1–1.5, 1 unknown)  balanced? ×1
                """);
    }

    @Test
    void verdictOfADisturbedTryIsPaintedToo() {
        String painted = TerminalTable.whole(TrialTable.of(rows), true);

        assertThat(painted).contains("\u001b[33minconclusive, disturbed\u001b[0m", "\u001b[32mpass\u001b[0m");
    }

    @Test
    void reportHoldsEveryTryAndTheTables() {
        Map<String, byte[]> files = TrialReport.files(rows);

        assertThat(files).containsKeys("index.html", "trials-cpu.csv").doesNotContainKey("trials-memory.csv");
        String page = new String(files.get("index.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("steady 1", "steady 2", "steady 3", "none 2");
    }

    private static EvaluationRow trial(
            String policy, int attempt, Verdict verdict, @Nullable Double deviation, boolean disturbed) {
        MemoryTrace.Builder trace =
                new MemoryTrace.Builder(TestTraces.cpu("cpu-1", policy, 2, 20, (guest, tick) -> CpuSet.of(0))
                        .header());
        TestTraces.cpu("cpu-1", policy, 2, 20, (guest, tick) -> CpuSet.of(0))
                .samples()
                .forEach(trace::sample);
        if (disturbed) {
            trace.event(new Event(0, null, EventType.DISTURBED, null, null, "others used 0.50 of a pCPU"));
        } else {
            trace.event(new Event(12, null, EventType.DISTURBED, "aos_vm1", null, "took no load"));
        }
        Grade grade = Grade.of("cpu-1", List.of(new Finding("balanced", verdict, "evidence")));
        return new EvaluationRow(
                policy,
                false,
                Cases.named("cpu-1"),
                policy + " " + attempt,
                grade,
                Map.of("deviation", new Metric("points", deviation, Better.LOWER)),
                trace.build());
    }
}
