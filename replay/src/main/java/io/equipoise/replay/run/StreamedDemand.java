package io.equipoise.replay.run;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;

/**
 * A trace of any length that is decoded stretch by stretch while it is replayed, so that a replay needs the memory of one;
 * what must be known of the whole is found out before, by reading it once more. Every load is taken for closed: which are open
 * shows only in the whole trace, and {@link RecordedDemand} tells.
 */
public final class StreamedDemand implements ReplaySource {
    /** vCPU-samples of a stretch, at least a tick. */
    private static final int STRETCH_VCPU_SAMPLES = 100_000;

    private final Survey survey;
    private final int stretchVcpuSamples;

    private StreamedDemand(Survey survey, int stretchVcpuSamples) {
        this.survey = survey;
        this.stretchVcpuSamples = stretchVcpuSamples;
    }

    /**
     * Surveys a trace; an {@link InputException} says why it cannot be replayed.
     *
     * @param name what errors and the replays' headers call it, such as its directory
     * @param trace is read again for each replay
     */
    public static StreamedDemand of(String name, Trace trace) {
        return of(name, trace, STRETCH_VCPU_SAMPLES);
    }

    static StreamedDemand of(String name, Trace trace, int stretchVcpuSamples) {
        return new StreamedDemand(Survey.of(name, trace), stretchVcpuSamples);
    }

    @Override
    public String name() {
        return survey.name();
    }

    @Override
    public TraceHeader header() {
        return survey.trace().header();
    }

    @Override
    public int[] pcpus() {
        return survey.roster().pcpus().clone();
    }

    public int ticks() {
        return survey.ticks();
    }

    public int vcpus() {
        return survey.roster().vcpuCount();
    }

    Survey survey() {
        return survey;
    }

    /** All of it from the beginning. */
    StretchDecoder stretches() {
        int vcpus = Math.max(1, survey.roster().vcpuCount());
        return new StretchDecoder(survey, Math.max(1, stretchVcpuSamples / vcpus));
    }
}
