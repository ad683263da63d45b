package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.ModelError;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import io.equipoise.reports.Entry;
import io.equipoise.reports.Numbers;
import io.equipoise.reports.Section;
import io.equipoise.reports.Standing;
import io.equipoise.reports.chart.Charts;
import io.equipoise.reports.chart.LegendEntry;
import io.equipoise.reports.chart.Plot;
import io.equipoise.reports.chart.SectionCharts;
import io.equipoise.traces.TraceHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One case or trace: what it asks, the scores, and a card for each policy. */
final class SectionHtml {
    private static final String ALIKE = "<abbr title=\"no different from the best: within the noise\">≈</abbr>";

    private SectionHtml() {}

    static String of(Section section, SectionCharts charts) {
        StringBuilder html =
                new StringBuilder("<section id=\"").append(section.id()).append("\">");
        html.append("<h2>").append(escaped(section.title())).append("</h2>\n");
        Case testCase = section.testCase();
        if (testCase != null) {
            html.append("<p class=\"lead\">").append(escaped(testCase.title())).append("</p>\n");
        }
        facts(section)
                .forEach(fact ->
                        html.append("<p class=\"quiet\">").append(escaped(fact)).append("</p>\n"));
        html.append("<div class=\"about\"><div>");
        addScores(html, section);
        section.modelErrors().forEach(error -> addModelError(html, error));
        html.append("</div>");
        for (Plot load : charts.load()) {
            html.append(figure(load, legend(load.legend())));
        }
        html.append("</div>\n").append(legend(charts.legend()));
        html.append("<div class=\"cards\">\n");
        for (int i = 0; i < section.entries().size(); i++) {
            html.append(CardHtml.of(
                    section, section.entries().get(i), charts.plots().get(i)));
        }
        return html.append("</div></section>\n").toString();
    }

    /** What the traces say of themselves, those of bounds only where there is nothing else. */
    private static List<String> facts(Section section) {
        boolean onlyBounds =
                section.entries().stream().allMatch(entry -> entry.row().bound());
        return section.entries().stream()
                .filter(entry -> onlyBounds || !entry.row().bound())
                .map(entry -> facts(section, entry.row().trace().header()))
                .distinct()
                .toList();
    }

    private static String facts(Section section, TraceHeader header) {
        String source = header.source().name();
        StringBuilder facts = new StringBuilder(source.substring(0, 1));
        facts.append(source.substring(1).toLowerCase(Locale.ROOT));
        facts.append(" on ").append(header.host().pcpus()).append(" pCPUs");
        if (header.memoryBudgetKiB() != null && section.kind() != PolicyKind.CPU) {
            facts.append(" with ").append(header.memoryBudgetKiB() / 1024).append(" MiB for all guests together");
        }
        facts.append(header.accelerator() == null ? "" : ", guests under " + header.accelerator());
        return facts.append(header.note() == null ? "" : ": " + header.note())
                .append('.')
                .toString();
    }

    static String figure(Plot plot, String legend) {
        return "<figure><figcaption>%s</figcaption>%s%s</figure>\n"
                .formatted(escaped(plot.title()), Charts.inlineSvg(plot), legend);
    }

    static String legend(List<LegendEntry> entries) {
        if (entries.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ul class=\"legend\">");
        for (LegendEntry entry : entries) {
            html.append("<li><svg viewBox=\"0 0 16 6\" aria-hidden=\"true\"><path class=\"");
            html.append(entry.ink().cssClass()).append(entry.dashed() ? " d" : "");
            html.append("\" style=\"stroke-width:3\" d=\"M0 3H16\"/></svg>");
            html.append(escaped(entry.name())).append("</li>");
        }
        return html.append("</ul>\n").toString();
    }

    private static void addScores(StringBuilder html, Section section) {
        Map<String, Metric> columns = new LinkedHashMap<>();
        section.entries().forEach(entry -> entry.row().scores().forEach(columns::putIfAbsent));
        if (columns.isEmpty()) {
            return;
        }
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"scores of ");
        html.append(escaped(section.title()))
                .append("\"><table class=\"scores\"><thead><tr><th scope=\"col\">scores</th>");
        Standing standing = Standing.of(section);
        columns.forEach((name, metric) -> html.append("<th scope=\"col\">%s<small>%s %s</small></th>"
                .formatted(escaped(name), escaped(metric.unit()), better(metric))));
        html.append("</tr></thead><tbody>\n");
        for (Entry entry : section.entries()) {
            html.append("<tr><th scope=\"row\"><a href=\"#")
                    .append(CardHtml.id(section, entry))
                    .append("\">");
            html.append(escaped(entry.label())).append("</a></th>");
            for (String name : columns.keySet()) {
                Metric metric = entry.row().scores().get(name);
                html.append("<td>")
                        .append(standing.alike(entry).contains(name) ? ALIKE : "")
                        .append(Numbers.text(metric))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        addNoise(html, columns.keySet(), standing.noise());
        html.append("</tbody></table></div>\n");
    }

    /** What scores must differ by before a difference means anything. */
    private static void addNoise(StringBuilder html, Set<String> scores, Noise noise) {
        if (noise.equals(Noise.UNKNOWN)) {
            return;
        }
        html.append(
                "<tr class=\"noise\"><th scope=\"row\"><abbr title=\"a smaller difference is none: the model's error, the"
                        + " interval of an uncertain demand, or the spread between repeated trials\">± noise</abbr></th>");
        for (String score : scores) {
            Double bound = noise.of(score);
            html.append("<td>").append(bound == null ? "" : Numbers.text(bound)).append("</td>");
        }
        html.append("</tr>\n");
    }

    static String better(Metric metric) {
        return switch (metric.better()) {
            case LOWER -> "<abbr title=\"lower is better\">↓</abbr>";
            case HIGHER -> "<abbr title=\"higher is better\">↑</abbr>";
            case NEITHER -> "";
        };
    }

    private static void addModelError(StringBuilder html, ModelError error) {
        html.append("<div class=\"model\"><h3>").append(escaped(error.what())).append("</h3><ul>");
        error.errors().forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
        html.append("</ul></div>\n");
    }
}
