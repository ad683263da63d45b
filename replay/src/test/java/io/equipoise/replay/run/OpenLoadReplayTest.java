package io.equipoise.replay.run;

import static io.equipoise.replay.run.Shown.run;
import static io.equipoise.replay.run.Shown.waited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads that may be open, which run as much however they wait. */
class OpenLoadReplayTest {
    private static final long SECOND = Recording.SECOND;
    private static final PolicyFactory NONE = Policies.named(PolicyKind.CPU, "none");

    /** Of eight loads that may be open, four on each pCPU of a host with two. */
    @Test
    void openLoadRunsAsMuchHoweverItWaits() {
        Recording recording = new Recording(4, 60).waits(tick -> 0.3);
        for (int g = 0; g < 8; g++) {
            recording.cpu(tick -> 0.2);
        }
        RecordedDemand demand = RecordedDemand.of(recording.trace());

        MemoryTrace open = Replay.run(demand.at(DemandEnd.LOW), cpu(2, Placement.SPREAD), NONE);
        MemoryTrace closed = Replay.run(demand.at(DemandEnd.HIGH), cpu(2, Placement.SPREAD), NONE);

        assertThat(run(open, 50, 3)).isCloseTo(SECOND / 5, within(SECOND / 500));
        assertThat(waited(open, 50, 3)).isGreaterThan(SECOND / 10);
        assertThat(run(closed, 50, 3)).isBetween(SECOND / 5, SECOND / 4);
        assertThat(open.header().note()).contains("0 closed, 0 open, 8 unknown; the low end of demand");
    }

    @Test
    void openLoadThatIsAskedTooMuchIsNeverAsleep() {
        Recording recording = new Recording(4, 60).waits(tick -> 0.3);
        for (int g = 0; g < 8; g++) {
            recording.cpu(tick -> 0.2);
        }
        RecordedDemand demand = RecordedDemand.of(recording.trace());

        MemoryTrace open = Replay.run(demand.at(DemandEnd.LOW), cpu(1, Placement.FIRST), NONE);

        assertThat(run(open, 50, 3)).isCloseTo(SECOND / 8, within(SECOND / 100));
    }

    /** Seven others want nothing any more when it is back; nobody then waits. */
    @Test
    void openLoadThatStartsAnewDoesNotCatchUpOnWhatItWaitedBefore() {
        Recording recording = new Recording(4, 60).waits(tick -> tick <= 20 ? 0.3 : 0);
        for (int g = 0; g < 7; g++) {
            recording.cpu(tick -> tick <= 20 ? 0.2 : 0);
        }
        recording.cpu(tick -> 0.2);
        RecordedDemand demand = RecordedDemand.of(stoppedFrom21To29(recording.trace(), 7));

        MemoryTrace open = Replay.run(demand.at(DemandEnd.LOW), cpu(1, Placement.FIRST), NONE);

        assertThat(waited(open, 20, 7)).isGreaterThan(SECOND / 3);
        assertThat(run(open, 31, 7)).isCloseTo(SECOND / 5, within(SECOND / 50));
    }

    /** The trace without a domain for nine ticks, after which it has another id. */
    private static MemoryTrace stoppedFrom21To29(MemoryTrace trace, int stopped) {
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : trace.samples()) {
            List<DomainSample> domains = new ArrayList<>(sample.domains());
            DomainSample domain = domains.remove(stopped);
            if (sample.tick() <= 20) {
                domains.add(domain);
            } else if (sample.tick() >= 30) {
                domains.add(Recording.startedAnew(domain, 99));
            }
            samples.add(new Sample(
                    sample.tick(),
                    sample.utcMicros(),
                    sample.monotonicNanos(),
                    null,
                    sample.host(),
                    sample.pcpus(),
                    domains));
        }
        return new MemoryTrace(trace.header(), samples, trace.events(), trace.loads(), trace.decisions());
    }

    private static ReplaySetup cpu(int pcpus, Placement placement) {
        return new ReplaySetup("cpu-x", pcpus, null, placement, null);
    }
}
