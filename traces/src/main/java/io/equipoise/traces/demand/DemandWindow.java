package io.equipoise.traces.demand;

import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;

/** The newest samples of a run, from which demand is estimated: counters that move in steps of 10 ms want several ticks. */
public final class DemandWindow {
    /** Intervals that one estimate covers. */
    public static final int TICKS = 10;

    private final List<Sample> samples = new ArrayList<>();

    /** Takes the next sample and returns the demand as of it. */
    public Demand add(Sample sample) {
        samples.add(sample);
        if (samples.size() > TICKS + 1) {
            samples.remove(0);
        }
        return Demand.of(samples);
    }
}
