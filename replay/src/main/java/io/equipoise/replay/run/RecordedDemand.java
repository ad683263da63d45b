package io.equipoise.replay.run;

import io.equipoise.traces.Event;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuId;
import java.util.List;

/**
 * A trace decoded once for any number of replays, and held whole: what each vCPU and guest wanted at each tick, and the
 * host's own load. The ticks, vCPUs, pCPUs and domains are counted from 0 in the order of the trace; interval {@code t}
 * ends at tick {@code t}. The loads are only carried along, never read. A trace too long to be held is a
 * {@link StreamedDemand}.
 */
public final class RecordedDemand {
    private final MemoryTrace trace;
    private final Survey survey;
    private final Stretch stretch;

    private RecordedDemand(MemoryTrace trace, Survey survey) {
        this.trace = trace;
        this.survey = survey;
        this.stretch = new StretchDecoder(survey, survey.ticks()).next();
    }

    /** Decodes a trace, named by its case and policy. */
    public static RecordedDemand of(Trace trace) {
        TraceHeader header = trace.header();
        String of = header.caseName() == null ? "a host" : header.caseName();
        return of("the trace of " + of + (header.policy() == null ? "" : " with " + header.policy()), trace);
    }

    /**
     * Decodes a trace; an {@link InputException} says why it cannot be replayed.
     *
     * @param name what errors and the replays' headers call it, such as its directory
     */
    public static RecordedDemand of(String name, Trace trace) {
        MemoryTrace held = MemoryTrace.copyOf(trace);
        return new RecordedDemand(held, Survey.of(name, held));
    }

    /** What errors and headers call the trace. */
    public String name() {
        return survey.name();
    }

    public TraceHeader header() {
        return trace.header();
    }

    /** The recorded samples, one a tick. */
    public List<Sample> samples() {
        return trace.samples();
    }

    public List<Event> events() {
        return trace.events();
    }

    MemoryTrace trace() {
        return trace;
    }

    Survey survey() {
        return survey;
    }

    /** All of it. */
    Stretch stretch() {
        return stretch;
    }

    /** Every vCPU that the trace shows, in the order of its first sample. */
    public List<VcpuId> vcpus() {
        return survey.roster().vcpus();
    }

    /** UUIDs of every domain that the trace shows, in the order of its first sample. */
    public List<String> domains() {
        return survey.roster().uuids();
    }

    /** The recorded host's pCPU numbers. */
    public int[] pcpus() {
        return survey.roster().pcpus().clone();
    }

    /** Demand of a vCPU in an interval as a share of one pCPU, from a window around it; NaN before it is known. */
    public double demand(int tick, int vcpu) {
        return stretch.demand()[tick][vcpu];
    }

    /** What a domain needed at every tick. */
    MemoryDemand memory(int domain) {
        return stretch.memory().get(domain);
    }

    /** Load of the host itself in an interval on each pCPU of a model host with as many as the array. */
    public void hostLoad(int tick, double[] into) {
        stretch.hostLoad(tick, into);
    }

    /** Stretches whose demand is only a bound, in order of tick. */
    public List<Event> censored() {
        return stretch.censored();
    }
}
