package io.equipoise.replay.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.replay.grade.GradeJson;

/**
 * A comparison as JSON: {@code {"a", "b", "ticks", "differences": [{"quantity", "unit", "mean", "percent", "bias", "largest",
 * "where", "compared"}], "notes", "judgedDifferently"}}, {@code a} and {@code b} being {@code {"trace", "policy",
 * "ticksToBalance", "verdict", "checks"}}.
 */
public final class ComparisonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComparisonJson() {}

    /** The text of one object, indented; null for what is not known. */
    public static String of(Comparison comparison) {
        ObjectNode object = MAPPER.createObjectNode();
        object.set("a", outcome(comparison.a()));
        object.set("b", outcome(comparison.b()));
        object.put("ticks", comparison.ticks());
        ArrayNode differences = object.putArray("differences");
        for (Difference difference : comparison.differences().all()) {
            differences
                    .addObject()
                    .put("quantity", difference.quantity().text())
                    .put("unit", difference.quantity().unit())
                    .put("mean", difference.mean())
                    .put("percent", difference.percent())
                    .put("bias", difference.bias())
                    .put("largest", difference.largest())
                    .put("where", difference.where())
                    .put("compared", difference.count());
        }
        ArrayNode notes = object.putArray("notes");
        comparison.notes().forEach(notes::add);
        ArrayNode changed = object.putArray("judgedDifferently");
        comparison.changedVerdicts().forEach(changed::add);
        return object.toPrettyString();
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("trace", outcome.name());
        object.put("policy", outcome.policy());
        object.put("ticksToBalance", outcome.ticksToBalance());
        object.put(
                "verdict",
                outcome.grade() == null ? null : outcome.grade().verdict().text());
        object.set("checks", outcome.grade() == null ? MAPPER.createArrayNode() : GradeJson.checks(outcome.grade()));
        return object;
    }
}
