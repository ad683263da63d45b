package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.Entry;
import io.equipoise.reports.Numbers;
import io.equipoise.reports.Report;
import io.equipoise.reports.Section;
import io.equipoise.reports.Standing;
import io.equipoise.reports.Verdicts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The matrix of policies and cases: verdicts, the foremost score, and links to both. */
final class MatrixHtml {
    private MatrixHtml() {}

    static String of(Report report) {
        StringBuilder html = new StringBuilder("<section id=\"verdicts\"><h2>Verdicts</h2>\n<div class=\"matrices\">");
        add(html, report, PolicyKind.CPU, "CPU cases");
        add(html, report, PolicyKind.MEMORY, "Memory cases");
        add(html, report, null, "Outside cases");
        return html.append("</div></section>\n").toString();
    }

    private static void add(StringBuilder html, Report report, @Nullable PolicyKind kind, String caption) {
        List<Section> sections = report.sections().stream()
                .filter(section -> section.kind() == kind)
                .toList();
        if (sections.isEmpty()) {
            return;
        }
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(caption);
        html.append("\"><table class=\"matrix\"><caption>").append(caption).append(foremost(sections));
        html.append("</caption><thead><tr><th scope=\"col\">policy</th>");
        for (Section section : sections) {
            html.append("<th scope=\"col\"><a href=\"#").append(section.id()).append("\">");
            html.append(escaped(section.title())).append("</a></th>");
        }
        html.append(kind == null ? "" : "<th scope=\"col\">passed</th>").append("</tr></thead>\n");
        addBody(html, sections, labels(sections, false), kind != null);
        List<String> bounds = labels(sections, true);
        if (!bounds.isEmpty()) {
            html.append("<tbody><tr><th class=\"divider\" scope=\"rowgroup\" colspan=\"");
            html.append(sections.size() + 2).append("\">bounds, outside the ranking</th></tr></tbody>\n");
            addBody(html, sections, bounds, kind != null);
        }
        html.append("</table></div>\n");
    }

    private static String foremost(List<Section> sections) {
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                for (Map.Entry<String, Metric> score : entry.row().scores().entrySet()) {
                    return " <small>under each verdict: %s, %s; ≈ no different from the best</small>"
                            .formatted(
                                    escaped(score.getKey()),
                                    escaped(score.getValue().unit()));
                }
            }
        }
        return "";
    }

    /** Those that pass most stand first. */
    private static List<String> labels(List<Section> sections, boolean bounds) {
        return sections.stream()
                .flatMap(section -> section.entries().stream())
                .filter(entry -> entry.row().bound() == bounds)
                .map(Entry::label)
                .distinct()
                .sorted(Comparator.comparingLong(label -> -Verdicts.passes(rows(sections, label))))
                .toList();
    }

    private static List<EvaluationRow> rows(List<Section> sections, String label) {
        return sections.stream()
                .flatMap(section -> section.entry(label).stream())
                .map(Entry::row)
                .toList();
    }

    private static void addBody(StringBuilder html, List<Section> sections, List<String> labels, boolean graded) {
        html.append("<tbody>");
        for (String label : labels) {
            html.append("<tr><th scope=\"row\">").append(escaped(label)).append("</th>");
            for (Section section : sections) {
                Optional<Entry> entry = section.entry(label);
                html.append(entry.map(found -> cell(section, found)).orElse("<td></td>"));
            }
            if (graded) {
                List<EvaluationRow> rows = rows(sections, label);
                html.append("<td class=\"sum\">%d of %d</td>".formatted(Verdicts.passes(rows), rows.size()));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n");
    }

    private static String cell(Section section, Entry entry) {
        Metric score = entry.row().scores().values().stream()
                .filter(metric -> metric.value() != null)
                .findFirst()
                .orElse(null);
        return "<td><a class=\"cell %s\" href=\"#%s\">%s<small>%s%s</small></a></td>"
                .formatted(
                        CardHtml.verdictClass(entry.row()),
                        CardHtml.id(section, entry),
                        CardHtml.verdict(entry.row()),
                        isAlike(section, entry) ? "≈" : "",
                        Numbers.text(score));
    }

    /** Whether its foremost score is no different from the section's best, though others seem to be better or worse. */
    private static boolean isAlike(Section section, Entry entry) {
        return entry.row().scores().keySet().stream()
                .findFirst()
                .filter(Standing.of(section).alike(entry)::contains)
                .isPresent();
    }
}
