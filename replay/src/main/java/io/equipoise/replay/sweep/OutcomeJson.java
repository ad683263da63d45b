package io.equipoise.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A replay of a sweep as JSON; figures come back to the last bit. */
final class OutcomeJson {
    private OutcomeJson() {}

    static ObjectNode of(String key, SweepRow row) {
        SweepOutcome outcome = row.outcome();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("key", key);
        entry.put("trace", row.trace());
        entry.put("policy", row.policy().name());
        entry.put(
                "verdict", outcome.verdict() == null ? null : outcome.verdict().name());
        outcome.notHeld().forEach(entry.putArray("notHeld")::add);
        entry.put("failedTicks", outcome.failedTicks());
        ObjectNode scores = entry.putObject("scores");
        outcome.scores()
                .forEach((name, metric) -> scores.putObject(name)
                        .put(
                                "value",
                                metric.value() == null ? null : metric.value().toString())
                        .put("unit", metric.unit())
                        .put("better", metric.better().name()));
        return entry;
    }

    static String key(JsonNode entry) {
        return required(entry, "key").textValue();
    }

    /** An {@link IllegalArgumentException} where it is none. */
    static SweepOutcome outcome(JsonNode entry) {
        JsonNode verdict = required(entry, "verdict");
        List<String> notHeld = new ArrayList<>();
        required(entry, "notHeld").forEach(name -> notHeld.add(name.asText()));
        Map<String, Metric> scores = new LinkedHashMap<>();
        required(entry, "scores").properties().forEach(score -> scores.put(score.getKey(), metric(score.getValue())));
        return new SweepOutcome(
                verdict.isNull() ? null : Verdict.valueOf(verdict.asText()),
                notHeld,
                required(entry, "failedTicks").intValue(),
                scores);
    }

    private static Metric metric(JsonNode metric) {
        JsonNode value = required(metric, "value");
        return new Metric(
                required(metric, "unit").asText(),
                value.isNull() ? null : Double.valueOf(value.asText()),
                Better.valueOf(required(metric, "better").asText()));
    }

    private static JsonNode required(JsonNode entry, String field) {
        JsonNode value = entry.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
