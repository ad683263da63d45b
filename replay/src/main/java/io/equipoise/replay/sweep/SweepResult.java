package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.GivenHost;
import java.util.List;

/**
 * Everything that a sweep found.
 *
 * @param rows in order of trace, then of the grid
 * @param reused how many of them an earlier run had done already
 */
public record SweepResult(GivenHost host, List<SweepRow> rows, int reused) {
    public SweepResult {
        rows = List.copyOf(rows);
    }

    /** The rows whose policies are of a kind. */
    public List<SweepRow> of(PolicyKind kind) {
        return rows.stream().filter(row -> row.policy().kind() == kind).toList();
    }
}
