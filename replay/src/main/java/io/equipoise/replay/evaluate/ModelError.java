package io.equipoise.replay.evaluate;

import io.equipoise.replay.score.Noise;
import java.util.List;

/**
 * How far the model is from what was recorded.
 *
 * @param source name of the trace that was replayed
 * @param what was replayed and with what it was compared, one sentence
 * @param errors one sentence for each quantity, with its unit
 * @param scores how far that puts each score off
 */
public record ModelError(String source, String what, List<String> errors, Noise scores) {
    public ModelError {
        errors = List.copyOf(errors);
    }

    /** The same of a trace that is called otherwise. */
    ModelError withSource(String name) {
        return new ModelError(name, what, errors, scores);
    }
}
