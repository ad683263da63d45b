package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.reports.Entry;
import io.equipoise.reports.Ids;
import io.equipoise.reports.Section;
import io.equipoise.reports.Verdicts;
import io.equipoise.reports.chart.Plot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One policy on one case: verdict, charts, checks with evidence, and what the policy changed. */
final class CardHtml {
    private CardHtml() {}

    static String of(Section section, Entry entry, List<Plot> plots) {
        StringBuilder html = new StringBuilder("<article class=\"card\" id=\"").append(id(section, entry));
        html.append("\"><header><h3>").append(escaped(entry.label())).append("</h3>");
        html.append(entry.row().bound() ? "<span class=\"note\">bound</span>" : "");
        html.append("<span class=\"badge ").append(verdictClass(entry.row())).append("\">");
        html.append(verdict(entry.row())).append("</span></header>\n");
        plots.forEach(plot -> html.append(SectionHtml.figure(plot, "")));
        addChecks(html, entry.row().grade());
        addChanges(html, Changes.of(entry.row().trace()));
        return html.append("</article>\n").toString();
    }

    static String id(Section section, Entry entry) {
        return section.id() + "--" + Ids.of(entry.label());
    }

    /** The class that colours a verdict. */
    static String verdictClass(EvaluationRow row) {
        Verdict verdict = Verdicts.of(row);
        return verdict == null ? "none" : verdict.text();
    }

    /** Sign and word. */
    static String verdict(EvaluationRow row) {
        Verdict verdict = Verdicts.of(row);
        return "<b aria-hidden=\"true\">%s</b> %s".formatted(Verdicts.sign(verdict), Verdicts.word(verdict));
    }

    private static void addChecks(StringBuilder html, @Nullable Grade grade) {
        if (grade == null) {
            return;
        }
        List<Finding> open = grade.findings().stream()
                .filter(f -> f.verdict() != Verdict.PASS)
                .toList();
        List<Finding> passed = grade.findings().stream()
                .filter(f -> f.verdict() == Verdict.PASS)
                .toList();
        addFindings(html, open);
        if (!passed.isEmpty()) {
            html.append("<details><summary>")
                    .append(counted(passed.size(), "check"))
                    .append(" held</summary>");
            addFindings(html, passed);
            html.append("</details>\n");
        }
    }

    private static void addFindings(StringBuilder html, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        html.append("<ul class=\"checks\">");
        for (Finding finding : findings) {
            html.append("<li><b class=\"").append(finding.verdict().text()).append("\">");
            html.append(Verdicts.sign(finding.verdict())).append(' ').append(escaped(finding.name()));
            html.append(finding.verdict() == Verdict.INCONCLUSIVE ? " (inconclusive)" : "")
                    .append("</b> ");
            html.append(escaped(finding.evidence())).append("</li>");
        }
        html.append("</ul>\n");
    }

    private static void addChanges(StringBuilder html, Changes changes) {
        if (changes.lines().isEmpty()) {
            html.append("<p class=\"quiet\">no change made</p>\n");
            return;
        }
        html.append("<details><summary>").append(escaped(changes.summary())).append("</summary><ol class=\"changes\">");
        changes.lines()
                .forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
        html.append("</ol>");
        if (changes.left() > 0) {
            html.append("<p class=\"quiet\">and ")
                    .append(counted(changes.left(), "more tick"))
                    .append(" with changes</p>");
        }
        html.append("</details>\n");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
