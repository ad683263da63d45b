package io.equipoise.traces;

/** Takes a trace's rows as they come, ticks in ascending order; who hands them over does not know where they go. */
public interface TraceSink {
    void sample(Sample sample);

    void event(Event event);

    void load(LoadAsked load);

    void decision(Decision decision);
}
