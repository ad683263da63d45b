package io.equipoise.traces.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DemandTest {
    private static final long SECOND = 1_000_000_000L;
    private static final VcpuId VCPU = new VcpuId("a", 0);

    /** The measurement of eight real guests on one pCPU: heavy ran 0.130 and waited 0.600, light 0.088 and 0.353. */
    @Test
    void closedDemandIsRunOverWhatWasNotWaited() {
        assertThat(demand(0.130, 0.600).high()).isCloseTo(0.325, within(0.001));
        assertThat(demand(0.088, 0.353).high()).isCloseTo(0.136, within(0.001));
    }

    @Test
    void demandLiesBetweenWhatRanAndTheClosedLoads() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            double run = random.nextDouble();
            double waited = random.nextDouble() * (1.2 - run);
            VcpuDemand demand = demand(run, waited);
            assertThat(demand.low()).isCloseTo(run, within(1e-6)).isLessThanOrEqualTo(demand.high());
            assertThat(demand.high()).isLessThanOrEqualTo(1);
            assertThat(demand.value()).isBetween(demand.low(), demand.high());
        }
    }

    @Test
    void withoutSleepTheDemandIsCensored() {
        VcpuDemand demand = demand(0.25, 0.74);
        assertThat(demand.censored()).isTrue();
        assertThat(demand.low()).isCloseTo(0.25, within(1e-9));
        assertThat(demand.high()).isEqualTo(1);
    }

    @Test
    void withoutWaitingTimesABusyPcpuCensors() {
        assertThat(overBusy(0.69).censored()).isFalse();
        assertThat(overBusy(0.71).censored()).isTrue();
    }

    @Test
    void windowIsSummedBeforeItIsDivided() {
        Demand demand = Demand.of(List.of(
                sample(0, 0, 0L, 1), sample(1, 100_000_000L, 0L, 1), sample(3, 400_000_000L, 1_500_000_000L, 1)));
        assertThat(of(demand).high()).isCloseTo((0.4 / 3) / 0.5, within(1e-9));
    }

    @Test
    void countersThatRestartedAreNotMixed() {
        Demand fallen = Demand.of(
                List.of(sample(0, 9 * SECOND, 0L, 1), sample(1, 100_000_000L, 0L, 1), sample(2, 300_000_000L, 0L, 1)));
        assertThat(of(fallen).run()).isCloseTo(0.2, within(1e-9));
        Demand restarted =
                Demand.of(List.of(sample(0, 0, 0L, 1), sample(1, 100_000_000L, 0L, 2), sample(2, 300_000_000L, 0L, 2)));
        assertThat(of(restarted).run()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void oneSampleTellsNoDemand() {
        assertThat(Demand.of(List.of(sample(0, 0, 0L, 1))).vcpus()).isEmpty();
        assertThat(Demand.of(List.of()).vcpus()).isEmpty();
    }

    @Test
    void windowForgetsWhatIsOlderThanItsLength() {
        DemandWindow window = new DemandWindow();
        Demand demand = Demand.of(List.of());
        for (int tick = 0; tick <= 2 * DemandWindow.TICKS; tick++) {
            long ran = Math.max(0, tick - DemandWindow.TICKS) * 300_000_000L;
            demand = window.add(sample(tick, ran, 0L, 1));
        }
        assertThat(of(demand).run()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void needIsBalloonLessUsableAndSwapCensorsIt() {
        assertThat(need(512_000, 300_000, 0L)).isEqualTo(new MemoryNeed(212_000, 0, false));
        assertThat(need(512_000, 8_000, 90_000L)).isEqualTo(new MemoryNeed(504_000, 90_000, true));
    }

    @Test
    void needIsUnknownWithoutTheGuestsReport() {
        Sample silent =
                withMemory(new MemorySample(512L, null, null, null, null, null, null, null, null, null, null, null));
        assertThat(Demand.of(List.of(silent)).memory()).isEmpty();
    }

    private static VcpuDemand demand(double run, double waited) {
        return of(Demand.of(List.of(sample(0, 0, 0L, 1), sample(10, nanos(run * 10), nanos(waited * 10), 1))));
    }

    private static VcpuDemand overBusy(double busy) {
        Sample first = sample(0, 0, null, 1, 0);
        Sample last = sample(1, nanos(0.2), null, 1, nanos(busy));
        return of(Demand.of(List.of(first, last)));
    }

    private static MemoryNeed need(long current, long usable, Long swapOut) {
        Sample sample = withMemory(
                new MemorySample(current, null, usable, null, null, 0L, swapOut, null, null, null, null, null));
        return Objects.requireNonNull(Demand.of(List.of(sample)).memory().get("a"));
    }

    private static VcpuDemand of(Demand demand) {
        return Objects.requireNonNull(demand.vcpus().get(VCPU));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    private static Sample sample(long second, long time, @Nullable Long delay, int id) {
        return sample(second, time, delay, id, time);
    }

    private static Sample sample(long second, long time, @Nullable Long delay, int id, long busy) {
        VcpuSample vcpu = new VcpuSample(0, time, delay, 0, CpuSet.of(0), VcpuState.RUNNING);
        return of(second, List.of(new PcpuSample(0, busy, null, null)), id, List.of(vcpu), null);
    }

    private static Sample withMemory(MemorySample memory) {
        return of(0, List.of(), 1, List.of(), memory);
    }

    private static Sample of(
            long second, List<PcpuSample> pcpus, int id, List<VcpuSample> vcpus, @Nullable MemorySample memory) {
        DomainSample domain =
                new DomainSample("a", "aos_vm1", id, DomainState.RUNNING, null, null, null, vcpus, memory, null);
        return new Sample(second, null, second * SECOND, null, HostSample.UNKNOWN, pcpus, List.of(domain));
    }
}
