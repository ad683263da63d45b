package io.equipoise.replay.run;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.Event;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.demand.DemandMark;
import io.equipoise.traces.demand.DemandRange;
import java.util.List;

/**
 * A trace decoded once for any number of replays, and held whole: what each vCPU and guest wanted at each tick, and the
 * host's own load. The ticks, vCPUs, pCPUs and domains are counted from 0 in the order of the trace; interval {@code t}
 * ends at tick {@code t}. The loads are only carried along, never read. A trace too long to be held is a
 * {@link StreamedDemand}.
 */
public final class RecordedDemand implements ReplaySource {
    private final MemoryTrace trace;
    private final Survey survey;
    private final DemandEnds ends;
    private final Stretch decoded;
    private final DemandEnd end;
    private final Stretch stretch;

    private RecordedDemand(MemoryTrace trace, Survey survey) {
        this.trace = trace;
        this.survey = survey;
        this.ends = new DemandEnds(trace, survey.roster().vcpus(), !survey.blind());
        this.decoded = new StretchDecoder(survey, survey.ticks(), ends).next();
        this.end = DemandEnd.CHOSEN;
        this.stretch = stretch(end);
    }

    private RecordedDemand(RecordedDemand recorded, DemandEnd end) {
        this.trace = recorded.trace;
        this.survey = recorded.survey;
        this.ends = recorded.ends;
        this.decoded = recorded.decoded;
        this.end = end;
        this.stretch = stretch(end);
    }

    private Stretch stretch(DemandEnd other) {
        return decoded.with(
                ends.at(other, decoded.demand()),
                ends.open(other),
                decoded.memory().stream().map(guest -> guest.at(other)).toList());
    }

    /** The same trace with the other end of what is uncertain in its demand; what was decoded is shared. */
    public RecordedDemand at(DemandEnd other) {
        return other == end ? this : new RecordedDemand(this, other);
    }

    public DemandEnd end() {
        return end;
    }

    /** Whether a replay of policies of this kind depends on which end of the demand is taken. */
    public boolean isUncertain(PolicyKind kind) {
        return switch (kind) {
            case CPU -> ends.isUncertain();
            case MEMORY -> decoded.memory().stream().anyMatch(MemoryDemand::isUncertain);
        };
    }

    /** What is known of the loads, for a header's note; empty where all are closed, or where nothing shows contention. */
    String uncertainty() {
        String loads = ends.text();
        String replayed = end == DemandEnd.CHOSEN ? "" : end == DemandEnd.LOW ? "low" : "high";
        return (loads.isEmpty() ? "" : "; " + loads)
                + (replayed.isEmpty() ? "" : "; the " + replayed + " end of demand");
    }

    /** Whether a vCPU's load is closed, open or unknown. */
    public DemandMark kind(int vcpu) {
        return ends.kind(vcpu);
    }

    /** Between which ends the demand of a vCPU lies in an interval, whatever its load; NaN before it is known. */
    public DemandRange range(int tick, int vcpu) {
        return ends.range(tick, vcpu);
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

    /** Whether {@link #of} takes this trace, and the recorded host's shape is known. */
    public static boolean canBeReplayed(MemoryTrace trace) {
        return trace.samples().size() >= 2
                && trace.header().host().pcpus() > 0
                && trace.samples().stream()
                        .flatMap(sample -> sample.domains().stream())
                        .flatMap(domain -> domain.vcpus().stream())
                        .anyMatch(vcpu -> vcpu.timeNanos() != null);
    }

    @Override
    public String name() {
        return survey.name();
    }

    @Override
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

    @Override
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

    /** What of {@link #hostLoad} the guests wait for; the rest yields to them. */
    public void competing(int tick, double[] into) {
        stretch.competing(tick, into);
    }

    /** Stretches whose demand is only a bound, in order of tick. */
    public List<Event> censored() {
        return stretch.censored();
    }
}
