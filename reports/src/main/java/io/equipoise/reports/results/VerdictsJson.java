package io.equipoise.reports.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Finding;
import java.util.List;

/** The verdicts as JSON: an array of {@code policy, case, trace, verdict, scores, checks}; null where there is no case. */
public final class VerdictsJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private VerdictsJson() {}

    public static String of(List<EvaluationRow> rows) {
        ArrayNode array = JSON.createArrayNode();
        rows.forEach(row -> add(array.addObject(), row));
        try {
            return JSON.writeValueAsString(array) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the trace does not show is null; an interval, from an uncertain demand, has its ends as well. */
    private static void addScores(ObjectNode scores, EvaluationRow row) {
        row.scores().forEach((name, metric) -> {
            ObjectNode score = scores.putObject(name);
            score.put("unit", metric.unit()).put("value", metric.value());
            if (metric.isInterval()) {
                score.put("low", metric.low()).put("high", metric.high());
            }
        });
    }

    private static void add(ObjectNode object, EvaluationRow row) {
        object.put("policy", row.policy());
        object.put("case", row.testCase() == null ? null : row.testCase().name());
        object.put("trace", row.source());
        object.put("verdict", row.grade() == null ? null : row.grade().verdict().text());
        addScores(object.putObject("scores"), row);
        ArrayNode checks = object.putArray("checks");
        for (Finding finding :
                row.grade() == null ? List.<Finding>of() : row.grade().findings()) {
            checks.addObject()
                    .put("name", finding.name())
                    .put("verdict", finding.verdict().text())
                    .put("evidence", finding.evidence());
        }
    }
}
