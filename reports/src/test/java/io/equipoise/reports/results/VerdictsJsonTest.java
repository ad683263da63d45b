package io.equipoise.reports.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.reports.TestReports;
import io.equipoise.reports.TestTraces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsJsonTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void eachRowIsAnObjectWithItsChecks() throws Exception {
        JsonNode read = json.readTree(VerdictsJson.of(TestReports.evaluation().rows()));

        assertThat(read).hasSize(5);
        assertThat(read.get(1)).isEqualTo(json.readTree("""
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
                [{"policy": "none", "case": null, "trace": "mine", "verdict": null, "checks": []}]"""));
    }
}
