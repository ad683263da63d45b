package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.replay.score.Metric;
import io.equipoise.replay.sweep.Standing;
import io.equipoise.replay.sweep.Standings;
import io.equipoise.reports.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables of points of a grid and their mean scores. */
final class StandingsHtml {
    /** More points of equal scores are counted, not named. */
    private static final int MOST_NAMED = 2;

    private final Standings all;
    private final Map<String, Metric> scores;

    /** @param scores the columns; a score that no standing knows is left out */
    StandingsHtml(Standings all, Map<String, Metric> scores) {
        this.all = all;
        this.scores = scores;
    }

    /**
     * A row for each standing.
     *
     * @param places for each row the points that share its scores, which are then numbered from 1; empty for no numbers
     */
    String table(String label, List<Standing> standings, List<List<Standing>> places) {
        Map<String, Metric> columns = new LinkedHashMap<>(scores);
        columns.keySet().removeIf(score -> standings.stream().allMatch(standing -> standing.mean(score) == null));
        boolean graded = standings.stream().anyMatch(standing -> standing.graded() > 0);
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        html.append(escaped(label)).append("\"><table class=\"scores\"><thead><tr>");
        html.append(places.isEmpty() ? "" : "<th scope=\"col\">no.</th>");
        html.append("<th scope=\"col\" class=\"name\">policy and settings</th>");
        html.append(graded ? "<th scope=\"col\">cases passed</th>" : "");
        columns.forEach((name, metric) -> html.append("<th scope=\"col\">%s<small>%s %s</small>%s</th>"
                .formatted(
                        escaped(name),
                        escaped(metric.unit().replaceFirst("(^| )of .*", "")),
                        SectionHtml.better(metric),
                        known(name))));
        html.append("</tr></thead><tbody>\n");
        for (int i = 0; i < standings.size(); i++) {
            Standing standing = standings.get(i);
            html.append("<tr>").append(places.isEmpty() ? "" : "<td>" + (i + 1) + "</td>");
            html.append("<th scope=\"row\">").append(escaped(places.isEmpty() ? name(standing) : names(places.get(i))));
            html.append("</th>");
            html.append(graded ? "<td>%d of %d</td>".formatted(standing.passed(), standing.graded()) : "");
            columns.keySet()
                    .forEach(score -> html.append("<td>")
                            .append(Numbers.text(standing.mean(score)))
                            .append("</td>"));
            html.append("</tr>\n");
        }
        return html.append(errors(columns, graded, !places.isEmpty()))
                .append("</tbody></table></div>\n")
                .toString();
    }

    /** The row that says what is no difference; nothing where the model's error is unknown. */
    private String errors(Map<String, Metric> columns, boolean graded, boolean numbered) {
        if (columns.keySet().stream().allMatch(score -> all.error().of(score) == null)) {
            return "";
        }
        StringBuilder html = new StringBuilder("<tr class=\"noise\">").append(numbered ? "<td></td>" : "");
        html.append("<th scope=\"row\"><abbr title=\"a smaller difference is none\">± model’s error</abbr></th>")
                .append(graded ? "<td></td>" : "");
        columns.keySet()
                .forEach(score -> html.append("<td>")
                        .append(Numbers.text(all.error().of(score)))
                        .append("</td>"));
        return html.append("</tr>\n").toString();
    }

    /** Over how many traces the means are, where it is not all of them. */
    private String known(String score) {
        return all.traces(score) == all.traces()
                ? ""
                : "<small>%d of %d traces</small>".formatted(all.traces(score), all.traces());
    }

    private static String name(Standing standing) {
        return standing.policy().name()
                + (standing.policy().bound() ? " (bound)" : "")
                + (standing.failedTicks() == 0 ? "" : " (failed at " + standing.failedTicks() + " ticks)");
    }

    private static String names(List<Standing> same) {
        String named = same.stream().limit(MOST_NAMED).map(StandingsHtml::name).collect(Collectors.joining(", "));
        return same.size() <= MOST_NAMED ? named : named + " and " + (same.size() - MOST_NAMED) + " more";
    }
}
