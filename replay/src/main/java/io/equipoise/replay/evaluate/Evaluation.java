package io.equipoise.replay.evaluate;

import java.util.List;

/**
 * Everything that an evaluation found.
 *
 * @param rows in order of trace, then of policy
 * @param modelErrors shown beside the scores, never graded
 */
public record Evaluation(List<EvaluationRow> rows, List<ModelError> modelErrors) {
    public Evaluation {
        rows = List.copyOf(rows);
        modelErrors = List.copyOf(modelErrors);
    }
}
