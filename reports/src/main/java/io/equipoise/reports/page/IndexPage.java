package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.chart.Charts;
import io.equipoise.reports.chart.SectionCharts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>Equipoise: %1$s</title>
                <style>
                %2$s%3$s</style>
                </head>
                <body>
                <a class="skip" href="#results">To the results</a>
                <header class="top"><p class="brand">Equipoise</p><h1>%1$s</h1><p>%4$s</p></header>
                <main id="results">
                %5$s%6$s</main>
                </body>
                </html>
                """.formatted(escaped(report.title()), Charts.css(), style(), lead(report), MatrixHtml.of(report), body);
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

    private static String style() {
        try (InputStream css = Objects.requireNonNull(IndexPage.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
