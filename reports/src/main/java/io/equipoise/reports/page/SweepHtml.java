package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.sweep.Sensitivity;
import io.equipoise.replay.sweep.Standing;
import io.equipoise.replay.sweep.Standings;
import io.equipoise.replay.sweep.SweepResult;
import io.equipoise.replay.sweep.SweepRow;
import io.equipoise.replay.sweep.Tradeoff;
import io.equipoise.reports.Ids;
import io.equipoise.reports.Numbers;
import io.equipoise.reports.chart.Ink;
import io.equipoise.reports.chart.LegendEntry;
import io.equipoise.reports.chart.Plot;
import io.equipoise.reports.chart.SweepCharts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections about one kind of policies. */
final class SweepHtml {
    private final PolicyKind kind;
    private final String name;
    private final SweepResult result;
    private final Standings standings;
    private final Map<String, Metric> scores = new LinkedHashMap<>();
    private final Map<String, Ink> inks = new LinkedHashMap<>();

    SweepHtml(SweepResult result, PolicyKind kind) {
        this.kind = kind;
        this.name = kind == PolicyKind.CPU ? "CPU" : "Memory";
        this.result = result;
        this.standings = Standings.of(result, kind);
        for (SweepRow row : result.of(kind)) {
            row.outcome().scores().forEach(scores::putIfAbsent);
            if (!row.policy().bound()) {
                inks.computeIfAbsent(row.policy().base().name(), policy -> Ink.series(inks.size()));
            }
        }
    }

    String sections() {
        return best() + fronts() + sensitivities();
    }

    private String best() {
        return section(
                "the best settings of each policy",
                rule(),
                new StandingsHtml(standings, scores)
                        .table(name + ": best settings", standings.bestOfEach(), List.of()));
    }

    private String rule() {
        Tradeoff tradeoff = Tradeoff.of(kind).get(0);
        return "Best is what passes most cases; of that, what comes within %s %s (%s) of the least %s; of that, what has the %s %s."
                .formatted(
                        Numbers.text(standings.grain()),
                        unit(tradeoff.harm()),
                        standings.grain() > tradeoff.grain() ? "the model's error" : "less counts as none",
                        tradeoff.harm(),
                        tradeoff.priceBetter() == Better.HIGHER ? "highest" : "fewest",
                        tradeoff.price());
    }

    private String fronts() {
        StringBuilder html = new StringBuilder();
        html.append(SectionHtml.legend(inks.entrySet().stream()
                .map(ink -> new LegendEntry(ink.getKey(), ink.getValue(), false))
                .toList()));
        for (Tradeoff tradeoff : Tradeoff.of(kind)) {
            List<List<Standing>> front = standings.front(tradeoff);
            if (!front.isEmpty()) {
                Plot plot = SweepCharts.front(tradeoff, standings, inks, units());
                html.append("<div class=\"front\">").append(SectionHtml.figure(plot, ""));
                html.append(new StandingsHtml(standings, only(tradeoff))
                        .table(
                                name + ": " + plot.title(),
                                front.stream().map(same -> same.get(0)).toList(),
                                front));
                html.append("</div>\n");
            }
        }
        return section(
                tradeoffs(),
                "Each dot is a policy with its settings; its scores are means over the traces. The numbered dots are the"
                        + " Pareto front: nothing else is better in one score without being worse in the other.",
                html.toString());
    }

    private String tradeoffs() {
        Tradeoff first = Tradeoff.of(kind).get(0);
        return first.harm() + " against "
                + Tradeoff.of(kind).stream().map(Tradeoff::price).collect(Collectors.joining(" and "));
    }

    private Map<String, Metric> only(Tradeoff tradeoff) {
        Map<String, Metric> only = new LinkedHashMap<>(scores);
        only.keySet().retainAll(List.of(tradeoff.harm(), tradeoff.price()));
        return only;
    }

    private String sensitivities() {
        List<String> shown = Tradeoff.of(kind).stream()
                .flatMap(tradeoff -> Stream.of(tradeoff.harm(), tradeoff.price()))
                .distinct()
                .toList();
        Map<String, LegendEntry> traces = SweepCharts.inks(
                result.of(kind).stream().map(SweepRow::trace).distinct().toList());
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (Sensitivity sensitivity : Sensitivity.of(result, kind, shown)) {
            Plot plot = SweepCharts.sensitivity(sensitivity, traces, units());
            String group = sensitivity.policy() + ": " + sensitivity.setting().name() + ", "
                    + sensitivity.setting().summary();
            groups.computeIfAbsent(group, title -> new StringBuilder())
                    .append("<article class=\"card\">")
                    .append(SectionHtml.figure(plot, ""))
                    .append("</article>");
        }
        if (groups.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(SectionHtml.legend(List.copyOf(traces.values())));
        groups.forEach((title, figures) -> html.append("<h3 class=\"setting\">")
                .append(escaped(title))
                .append("</h3>")
                .append("<div class=\"cards wide\">")
                .append(figures)
                .append("</div>\n"));
        return section(
                "what each setting does",
                "The score of each trace by the value of the setting, averaged over the values of all other settings.",
                html.toString());
    }

    private Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        scores.keySet().forEach(score -> units.put(score, unit(score)));
        return units;
    }

    private String unit(String score) {
        Metric metric = scores.get(score);
        return metric == null ? "" : metric.unit().replaceFirst("(^| )of .*", "");
    }

    private String section(String title, String lead, String content) {
        return "<section id=\"%s\"><h2>%s: %s</h2>\n<p class=\"lead\">%s</p>\n%s</section>\n"
                .formatted(Ids.of(name + " " + title), name, escaped(title), escaped(lead), content);
    }
}
