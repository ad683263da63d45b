package io.equipoise.traces;

/** Takes a trace's rows as they come, ticks in ascending order; who hands them over does not know where they go. */
public interface TraceSink {
    /** Forgets everything. */
    TraceSink NONE = new TraceSink() {
        @Override
        public void sample(Sample sample) {}

        @Override
        public void event(Event event) {}

        @Override
        public void load(LoadAsked load) {}

        @Override
        public void decision(Decision decision) {}
    };

    void sample(Sample sample);

    void event(Event event);

    void load(LoadAsked load);

    void decision(Decision decision);
}
