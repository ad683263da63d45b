package io.equipoise.reports.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.reports.TestReports;
import io.equipoise.reports.TestTraces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsJsonTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void eachRowIsAnObjectWithItsChecks() throws Exception {
        JsonNode read = json.readTree(VerdictsJson.of(TestReports.evaluation().rows()));

        assertThat(read).hasSize(5);
        JsonNode row = read.get(1).deepCopy();
        assertThat(((ObjectNode) row).remove("scores")).hasSize(2);
        assertThat(row).isEqualTo(json.readTree("""
                {"policy": "round-robin", "case": "cpu-1", "trace": "cpu-1", "verdict": "pass", "checks": [
                  {"name": "balanced", "verdict": "pass",
                   "evidence": "deviation 1.2 points > 5 & \\"more\\" at tick 60 <usage>"},
                  {"name": "stable", "verdict": "pass", "evidence": "no change after tick 13"}]}"""));
    }

    @Test
    void outsideCasesThereIsNoVerdict() throws Exception {
        EvaluationRow row = new EvaluationRow(
                "none", false, null, "mine", null, Map.of(), TestTraces.memory(null, "none", 20, false));

        assertThat(json.readTree(VerdictsJson.of(List.of(row)))).isEqualTo(json.readTree("""
                [{"policy": "none", "case": null, "trace": "mine", "verdict": null, "scores": {}, "checks": []}]"""));
    }

    @Test
    void scoreThatRestsOnAnUncertainDemandHasBothEnds() throws Exception {
        Map<String, Metric> scores = new LinkedHashMap<>();
        scores.put("deviation", new Metric("points", 0.7, Better.LOWER, 0.4, 1.1));
        scores.put("time waited", new Metric("s", null, Better.LOWER));
        EvaluationRow row = new EvaluationRow(
                "none", false, null, "mine", null, scores, TestTraces.memory(null, "none", 20, false));

        assertThat(json.readTree(VerdictsJson.of(List.of(row))).get(0).get("scores"))
                .isEqualTo(json.readTree("""
                        {"deviation": {"unit": "points", "value": 0.7, "low": 0.4, "high": 1.1},
                         "time waited": {"unit": "s", "value": null}}"""));
    }
}
