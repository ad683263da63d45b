package io.equipoise.reports.page;

import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.chart.SectionCharts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as one HTML file, charts and style inside. */
public final class IndexPage {
    private IndexPage() {}

    /** The page; {@code charts} holds those of each section, in order. */
    public static String of(Report report, List<SectionCharts> charts) {
        List<Section> sections = report.sections();
        String body = IntStream.range(0, sections.size())
                .parallel()
                .mapToObj(i -> SectionHtml.of(sections.get(i), charts.get(i)))
                .collect(Collectors.joining());
        return PageFrame.of(report.title(), lead(report), MatrixHtml.of(report) + body);
    }

    private static String lead(Report report) {
        long policies = report.entries().stream()
                .map(entry -> entry.row().policy())
                .distinct()
                .count();
        boolean cases = report.sections().stream().allMatch(section -> section.testCase() != null);
        return "%d %s, %d policies, %d results. Every verdict leads to its evidence."
                .formatted(
                        report.sections().size(),
                        cases ? "cases" : "traces",
                        policies,
                        report.entries().size());
    }
}
