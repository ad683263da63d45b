package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.score.Noise;
import java.util.List;
import java.util.Map;

/**
 * Everything that a sweep found.
 *
 * @param rows in order of trace, then of the grid
 * @param errors by how much the model puts the scores of each trace off, by the trace's name
 * @param reused how many of them an earlier run had done already
 */
public record SweepResult(GivenHost host, List<SweepRow> rows, Map<String, Noise> errors, int reused) {
    public SweepResult {
        rows = List.copyOf(rows);
        errors = Map.copyOf(errors);
    }

    /** The rows whose policies are of a kind. */
    public List<SweepRow> of(PolicyKind kind) {
        return rows.stream().filter(row -> row.policy().kind() == kind).toList();
    }
}
