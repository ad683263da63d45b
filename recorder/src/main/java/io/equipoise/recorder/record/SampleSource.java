package io.equipoise.recorder.record;

import io.equipoise.traces.Sample;
import java.util.Optional;

/** Where samples come from, a tick at a time. */
public interface SampleSource {
    /** Everything seen now; empty when there is nothing to see, and then {@link #reason} says why. */
    Optional<Sample> sample(long tick);

    /** Why the newest tick has no sample, in one line. */
    default String reason() {
        return "no reason is known";
    }
}
