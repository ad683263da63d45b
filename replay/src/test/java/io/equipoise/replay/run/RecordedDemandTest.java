package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.DemandMark;
import io.equipoise.traces.readings.GuestReadings;
import io.equipoise.traces.readings.Guests;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.Repairs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordedDemandTest {

    @Test
    void noWindowCrossesAStage() {
        RecordedDemand demand = RecordedDemand.of(new Recording(4, 60)
                .cpu(tick -> tick <= 30 ? 0.1 : 0.3)
                .event(30, EventType.LOAD_ONSET)
                .trace());

        assertThat(demand.demand(29, 0)).isCloseTo(0.1, within(1e-6));
        assertThat(demand.demand(30, 0)).isCloseTo(0.1, within(1e-6));
        assertThat(demand.demand(31, 0)).isCloseTo(0.3, within(1e-6));
        assertThat(demand.demand(59, 0)).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void aWindowEvensOutNoise() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 60).cpu(tick -> tick % 2 == 0 ? 0.19 : 0.21).trace());

        for (int t = 1; t < 60; t++) {
            assertThat(demand.demand(t, 0)).isCloseTo(0.2, within(1e-6));
        }
    }

    @Test
    void hostLoadIsWhatGuestsDidNotRun() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 30).cpu(tick -> 0.4).hostLoad(0.25).trace());
        double[] four = new double[4];
        double[] two = new double[2];
        demand.hostLoad(20, four);
        demand.hostLoad(20, two);

        assertThat(four).containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-6));
        assertThat(two).containsExactly(new double[] {0.5, 0.5}, within(1e-6));
    }

    @Test
    void aTraceWithoutVcpuTimeIsGradedInstead() {
        MemoryTrace trace = new Recording(4, 30).cpu(tick -> 0.4).trace();
        List<Sample> blind = trace.samples().stream()
                .map(sample -> new Sample(
                        sample.tick(),
                        null,
                        sample.monotonicNanos(),
                        null,
                        sample.host(),
                        sample.pcpus(),
                        sample.domains().stream()
                                .map(RecordedDemandTest::withoutTime)
                                .toList()))
                .toList();
        MemoryTrace summary = new MemoryTrace(trace.header(), blind, List.of(), List.of(), List.of());

        assertThatThrownBy(() -> RecordedDemand.of("logs/1", summary))
                .isInstanceOf(InputException.class)
                .hasMessage("logs/1 cannot be replayed: it has no per-vCPU time; grade it instead");
    }

    @Test
    void swappedNeedIsMarkedAsABound() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 30).memory(tick -> 300).swappedOut(40).trace());

        assertThat(demand.stretch().memory().get(0).needKiB(9)).isEqualTo(340 * Recording.MIB);
        assertThat(demand.censored())
                .extracting(Event::type, Event::domain, Event::detail)
                .containsExactly(tuple(
                        EventType.CENSORED, "vm1", "needs at least 300 MiB, and at most 40 MiB more lie in swap"));
    }

    @Test
    void needBelongsToTheTickOfTheReport() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 30).memory(tick -> 100 + 10 * tick).trace());

        assertThat(demand.stretch().memory().get(0).needKiB(9)).isEqualTo(190 * Recording.MIB);
        assertThat(demand.stretch().memory().get(0).leastKiB()).isEqualTo(100 * Recording.MIB);
        assertThat(demand.stretch().memory().get(0).watermarkKiB()).isEqualTo(60 * Recording.MIB);
        assertThat(demand.stretch().memory().get(0).kernelKiB(9)).isEqualTo(30 * Recording.MIB);
    }

    @Test
    void nothingIsUncertainWhereNobodyWaits() {
        RecordedDemand demand =
                RecordedDemand.of(new Recording(4, 60).cpu(tick -> 0.2).trace());

        assertThat(demand.isUncertain(PolicyKind.CPU)).isFalse();
        assertThat(demand.isUncertain(PolicyKind.MEMORY)).isFalse();
        assertThat(demand.at(DemandEnd.LOW).demand(30, 0)).isCloseTo(0.2, within(1e-6));
        assertThat(demand.at(DemandEnd.HIGH).demand(30, 0)).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void demandOfALoadThatNothingTellsLiesBetweenBothEnds() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 60).cpu(tick -> 0.2).waits(tick -> 0.5).trace());

        assertThat(demand.kind(0)).isEqualTo(DemandMark.UNKNOWN);
        assertThat(demand.isUncertain(PolicyKind.CPU)).isTrue();
        assertThat(demand.demand(30, 0)).isCloseTo(0.4, within(1e-6));
        assertThat(demand.at(DemandEnd.LOW).demand(30, 0)).isCloseTo(0.2, within(1e-6));
        assertThat(demand.at(DemandEnd.HIGH).demand(30, 0)).isCloseTo(0.4, within(1e-6));
        assertThat(demand.at(DemandEnd.LOW).at(DemandEnd.CHOSEN).demand(30, 0)).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void loadsThatTheirContentionTellsHaveOneDemandAtBothEnds() {
        Recording.Wish waits = tick -> tick / 20 % 2 == 0 ? 0.1 : 0.5;
        RecordedDemand demand = RecordedDemand.of(new Recording(4, 120)
                .cpu(tick -> 0.3 * (1 - waits.at(tick)))
                .cpu(tick -> 0.2)
                .waits(waits)
                .trace());

        assertThat(demand.kind(0)).isEqualTo(DemandMark.CLOSED);
        assertThat(demand.kind(1)).isEqualTo(DemandMark.OPEN);
        assertThat(demand.isUncertain(PolicyKind.CPU)).isFalse();
        for (DemandEnd end : DemandEnd.values()) {
            assertThat(demand.at(end).demand(70, 0)).isCloseTo(0.3, within(1e-6));
            assertThat(demand.at(end).demand(70, 1)).isCloseTo(0.2, within(1e-6));
        }
    }

    @Test
    void censoredDemandReachesFromWhatRanToAWholePcpu() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 60).cpu(tick -> 0.3).waits(tick -> 0.695).trace());

        assertThat(demand.isUncertain(PolicyKind.CPU)).isTrue();
        assertThat(demand.demand(30, 0)).isCloseTo(0.3, within(1e-6));
        assertThat(demand.at(DemandEnd.LOW).demand(30, 0)).isCloseTo(0.3, within(1e-6));
        assertThat(demand.at(DemandEnd.HIGH).demand(30, 0)).isEqualTo(1);
    }

    @Test
    void loadsOfACaseThatShipsAreClosedByConstruction() {
        RecordedDemand demand = RecordedDemand.of(new Recording(4, 60)
                .cpu(tick -> 0.2)
                .waits(tick -> 0.5)
                .of("cpu-5")
                .trace());

        assertThat(demand.kind(0)).isEqualTo(DemandMark.CLOSED);
        assertThat(demand.isUncertain(PolicyKind.CPU)).isFalse();
        assertThat(demand.at(DemandEnd.LOW).demand(30, 0)).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void whatLiesInSwapIsNeededOrNot() {
        RecordedDemand demand = RecordedDemand.of(
                new Recording(4, 30).memory(tick -> 300).swappedOut(40).trace());

        assertThat(demand.isUncertain(PolicyKind.MEMORY)).isTrue();
        assertThat(demand.at(DemandEnd.LOW).stretch().memory().get(0).needKiB(9))
                .isEqualTo(300 * Recording.MIB);
        assertThat(demand.at(DemandEnd.HIGH).stretch().memory().get(0).needKiB(9))
                .isEqualTo(340 * Recording.MIB);
        assertThat(demand.at(DemandEnd.LOW).stretch().memory().get(0).watermarkKiB())
                .isEqualTo(demand.stretch().memory().get(0).watermarkKiB());
    }

    private static DomainSample withoutTime(DomainSample domain) {
        List<VcpuSample> vcpus = domain.vcpus().stream()
                .map(vcpu -> new VcpuSample(vcpu.number(), null, null, vcpu.pcpu(), null, vcpu.state()))
                .toList();
        return new DomainSample(
                domain.uuid(), domain.name(), domain.id(), domain.state(), null, null, null, vcpus, null, null);
    }

    @Test
    void longIntervalsStandForThemselves() {
        RecordedDemand demand = RecordedDemand.of(readings(0.1, 0.5, 0.2, 0.9));

        assertThat(demand.demand(1, 0)).isCloseTo(0.1, within(1e-9));
        assertThat(demand.demand(2, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(demand.demand(3, 0)).isCloseTo(0.2, within(1e-9));
        assertThat(demand.demand(4, 0)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void whereNoContentionShowsOneEventSaysThatDemandIsUsage() {
        assertThat(RecordedDemand.of(readings(0.1, 0.5)).censored())
                .extracting(Event::tick, Event::domain, Event::detail)
                .containsExactly(tuple(
                        0L,
                        null,
                        "the trace shows neither waiting times nor pCPUs: each vCPU wanted at least what it ran"));
    }

    @Test
    void afterAStretchWithoutAnswerDemandIsTheMeanOfIt() {
        RecordedDemand demand = RecordedDemand.of(readings(0.1, -1, -1, 0.4, 0.2));

        assertThat(demand.demand(2, 0)).isCloseTo(0.1, within(1e-9));
        assertThat(demand.demand(3, 0)).isCloseTo(0.1, within(1e-9));
        assertThat(demand.demand(4, 0)).isCloseTo(0.4, within(1e-9));
        assertThat(demand.demand(5, 0)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void vcpuThatIsUnpluggedWantsNothing() {
        Guests guests = new Guests(Path.of("x"), ImportOptions.DEFAULT);
        GuestReadings guest = Objects.requireNonNull(guests.named("vm1"));
        guest.shape(1, 2, null);
        guest.set(1, 0.5, GuestReadings.UNKNOWN);
        guest.shape(2, 1, null);
        guest.set(2, 0.5, GuestReadings.UNKNOWN);
        RecordedDemand demand = RecordedDemand.of(guests.trace("a test", new Repairs(), "now", null));

        assertThat(demand.demand(1, 1)).isCloseTo(0.5, within(1e-9));
        assertThat(demand.demand(2, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(demand.demand(2, 1)).isZero();
    }

    /** Of one guest, five minutes each; below 0 where one is missing. */
    private static Trace readings(double... shares) {
        Guests guests = new Guests(Path.of("x"), ImportOptions.DEFAULT);
        GuestReadings guest = Objects.requireNonNull(guests.named("vm1"));
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] >= 0) {
                guest.set(i + 1, shares[i], GuestReadings.UNKNOWN);
            }
        }
        return guests.trace("a test", new Repairs(), "now", null);
    }
}
