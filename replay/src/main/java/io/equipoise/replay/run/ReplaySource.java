package io.equipoise.replay.run;

import io.equipoise.traces.TraceHeader;

/** A recorded trace that can be replayed, held whole or read stretch by stretch. */
public interface ReplaySource {
    /** What errors and the replays' headers call the trace. */
    String name();

    /** That of the recorded trace. */
    TraceHeader header();

    /** The recorded host's pCPU numbers. */
    int[] pcpus();
}
