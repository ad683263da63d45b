package io.equipoise.reports.files;

import io.equipoise.replay.grade.JUnitXml;
import io.equipoise.reports.Entry;
import io.equipoise.reports.Ids;
import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.chart.ChartedTrace;
import io.equipoise.reports.chart.Charts;
import io.equipoise.reports.chart.LegendEntry;
import io.equipoise.reports.chart.Plot;
import io.equipoise.reports.chart.SectionCharts;
import io.equipoise.reports.page.IndexPage;
import io.equipoise.reports.results.VerdictsJson;
import io.equipoise.reports.table.ScoreTable;
import io.equipoise.reports.table.ScoresCsv;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a report. */
public final class ReportFiles {
    /** The page, which is written last: where it is, everything is. */
    public static final String PAGE = "index.html";

    private ReportFiles() {}

    /** Formats of charts that are written as files of their own. */
    public enum ChartFormat {
        PNG,
        SVG
    }

    /** Content by path inside the report's folder; charts are files of their own only in a given format. */
    public static Map<String, byte[]> of(Report report, @Nullable ChartFormat format) {
        List<SectionCharts> charts = report.sections().parallelStream()
                .map(section -> SectionCharts.of(
                        section.kind(),
                        section.entries().stream()
                                .map(entry -> new ChartedTrace(
                                        entry.row().trace(), entry.row().bound()))
                                .toList()))
                .toList();
        var rows = report.entries().stream().map(Entry::row).toList();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("scores.csv", bytes(ScoresCsv.of(ScoreTable.of(report.sections()))));
        files.put("verdicts.json", bytes(VerdictsJson.of(rows)));
        files.put("junit.xml", bytes(junit(report)));
        if (format != null) {
            addCharts(files, report, charts, format);
        }
        files.put(PAGE, bytes(IndexPage.of(report, charts)));
        return files;
    }

    private static String junit(Report report) {
        JUnitXml junit = new JUnitXml();
        for (Section section : report.sections()) {
            for (Entry entry : section.entries()) {
                if (entry.row().grade() != null) {
                    junit.add(section.title() + "." + entry.label(), entry.row().grade());
                }
            }
        }
        return junit.document();
    }

    private static void addCharts(
            Map<String, byte[]> files, Report report, List<SectionCharts> charts, ChartFormat format) {
        for (int i = 0; i < charts.size(); i++) {
            Section section = report.sections().get(i);
            for (Plot plot : charts.get(i).load()) {
                addChart(files, section.id(), plot, plot.legend(), format);
            }
            for (int j = 0; j < section.entries().size(); j++) {
                String name =
                        section.id() + "--" + Ids.of(section.entries().get(j).label());
                for (Plot plot : charts.get(i).plots().get(j)) {
                    addChart(files, name, plot, charts.get(i).legend(), format);
                }
            }
        }
    }

    private static void addChart(
            Map<String, byte[]> files, String name, Plot plot, List<LegendEntry> legend, ChartFormat format) {
        String path = "charts/" + name + "--" + plot.id();
        switch (format) {
            case PNG -> files.put(path + ".png", Charts.png(plot, legend));
            case SVG -> files.put(path + ".svg", bytes(Charts.standaloneSvg(plot, legend)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
