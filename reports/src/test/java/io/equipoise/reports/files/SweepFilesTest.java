package io.equipoise.reports.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.evaluate.Progress;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.replay.sweep.Axis;
import io.equipoise.replay.sweep.Grid;
import io.equipoise.replay.sweep.Sweep;
import io.equipoise.replay.sweep.SweepJournal;
import io.equipoise.replay.sweep.SweepPlan;
import io.equipoise.replay.sweep.SweepResult;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class SweepFilesTest {
    private static final Path CASES = Path.of("../traces/cases");

    @TempDir
    Path folder;

    @Test
    void filesAreTheSameHoweverManyThreadsAndHoweverOftenInterrupted() {
        Map<String, byte[]> one = SweepFiles.of(sweep("one", 1));
        Map<String, byte[]> two = SweepFiles.of(sweep("two", 2));
        SweepResult again = sweep("two", 2);

        assertThat(again.reused()).isEqualTo(again.rows().size());
        assertThat(one.keySet()).containsExactly("sweep.parquet", "sweep.csv", "index.html");
        assertThat(two).containsExactlyEntriesOf(one);
        assertThat(SweepFiles.of(again)).containsExactlyEntriesOf(one);
    }

    @Test
    void eachReplayIsARowWithItsSettingsAndScores() {
        List<String> csv = text("sweep.csv").lines().toList();

        assertThat(csv).hasSize(8);
        assertThat(csv.get(0))
                .startsWith("trace,case_name,kind,policy,point,role,given_pcpus,given_memory_budget_mib,")
                .contains(",set_margin_mib,set_ahead_s,", ",swap_out_mib,", ",ticks_to_balance,", ",deviation_points,");
        assertThat(csv)
                .anyMatch(
                        line -> line.startsWith(
                                "memory-1-maximum,memory-1,memory,headroom,headroom:margin=0:ahead=4,policy,,,0.0,4.0,30.0,12.0,"));
    }

    @Test
    void pageShowsBestSettingsFrontAndSensitivityAndIsWellFormed() throws Exception {
        String page = text("index.html");

        assertThat(page)
                .contains(
                        "Memory: the best settings of each policy",
                        "CPU: deviation against affinity changes",
                        "headroom: margin, kept unused",
                        "mean free, MiB by ahead, s",
                        "± model’s error")
                .doesNotContain("NaN");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>", ""))));
    }

    private String text(String file) {
        return new String(SweepFiles.of(sweep("a", 2)).get(file), StandardCharsets.UTF_8);
    }

    private SweepResult sweep(String name, int threads) {
        SweepPlan plan = new SweepPlan(
                TraceSource.of(List.of(
                        CASES.resolve("memory-1-maximum").toString(),
                        CASES.resolve("cpu-1").toString())),
                Grid.points(
                        PolicyChoice.named(PolicyCatalogue.shipped(), List.of("headroom", "none", "lpt"))
                                .policies(),
                        List.of(Axis.parse("margin=0,40"), Axis.parse("ahead=4,8"))),
                GivenHost.NONE);
        try (SweepJournal journal = SweepJournal.open(folder.resolve(name).resolve("replays.jsonl"))) {
            return Sweep.run(plan, journal, threads, Progress.SILENT);
        }
    }
}
