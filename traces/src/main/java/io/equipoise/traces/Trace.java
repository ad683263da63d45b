package io.equipoise.traces;

import java.util.List;

/**
 * What a host, real or modelled, did over time. Samples are read segment by segment at each iteration, in order of tick;
 * the other tables are small and held whole.
 */
public interface Trace {
    TraceHeader header();

    /** All samples in order of tick; may be iterated again, and reads anew unless the trace is held in memory. */
    Iterable<Sample> samples();

    /** In order of tick. */
    List<Event> events();

    /** In order of tick. */
    List<LoadAsked> loads();

    /** In order of tick. */
    List<Decision> decisions();

    /** Hands every row to a sink in order of tick, a tick's sample before its other rows. */
    default void copyTo(TraceSink sink) {
        new TraceCopy(this, sink).run();
    }
}
