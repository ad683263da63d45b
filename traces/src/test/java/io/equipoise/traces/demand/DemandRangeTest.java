package io.equipoise.traces.demand;

import static io.equipoise.traces.demand.DemandMark.CENSORED;
import static io.equipoise.traces.demand.DemandMark.CLOSED;
import static io.equipoise.traces.demand.DemandMark.OPEN;
import static io.equipoise.traces.demand.DemandMark.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DemandRangeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final VcpuId VCPU = new VcpuId("a", 0);

    /** Half of the time in stretches of 20 ticks, which the windows of ten need not meet. */
    private static double contention(int tick) {
        return (tick - 3) / 20 % 2 == 0 ? 0.05 : 0.45;
    }

    @Test
    void loadWhoseUpperEndStaysAsContentionVariesIsClosed() {
        DemandRange range = range(run(100, DemandRangeTest::contention, closed(tick -> 0.2)));

        assertThat(range.mark()).isEqualTo(CLOSED);
        assertThat(range.high()).isCloseTo(0.2, within(0.001));
    }

    @Test
    void loadWhoseLowerEndStaysAsContentionVariesIsOpen() {
        DemandRange range = range(run(100, DemandRangeTest::contention, (tick, waited) -> 0.2));

        assertThat(range.mark()).isEqualTo(OPEN);
        assertThat(range.low()).isCloseTo(0.2, within(0.001));
    }

    @Test
    void nothingTellsTheLoadWhereContentionStaysAsItIs() {
        assertThat(range(run(100, tick -> 0.4, closed(tick -> 0.2))).mark()).isEqualTo(UNKNOWN);
        assertThat(range(run(100, tick -> 0.4, (tick, waited) -> 0.2)).mark()).isEqualTo(UNKNOWN);
    }

    @Test
    void fewChangesOfContentionTellNothing() {
        assertThat(range(run(40, tick -> tick < 20 ? 0.05 : 0.45, closed(tick -> 0.2)))
                        .mark())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void loadThatChangesWithItsContentionIsNeither() {
        assertThat(range(run(100, DemandRangeTest::contention, closed(tick -> contention(tick) > 0.2 ? 0.25 : 0.2)))
                        .mark())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void withoutSleepOrWaitingTimesNothingTellsTheLoad() {
        assertThat(range(run(100, tick -> 0.85, (tick, waited) -> 0.14)).mark()).isEqualTo(CENSORED);
        List<Sample> blind = run(100, DemandRangeTest::contention, closed(tick -> 0.2)).stream()
                .map(DemandRangeTest::withoutDelay)
                .toList();
        assertThat(range(blind).mark()).isEqualTo(CENSORED);
        assertThat(DemandRange.kinds(blind)).containsEntry(VCPU, UNKNOWN);
    }

    @Test
    void loadsThatChangeLittleOfThemselvesAreTold() {
        assertThat(share(20, 0.05, CLOSED, CLOSED)).isGreaterThan(0.97);
        assertThat(share(20, 0.05, OPEN, OPEN)).isGreaterThan(0.97);
        assertThat(share(20, 0.1, CLOSED, CLOSED)).isGreaterThan(0.75);
        assertThat(share(20, 0.1, OPEN, OPEN)).isGreaterThan(0.75);
    }

    @Test
    void loadsThatChangeMuchOfThemselvesAreSeldomMistaken() {
        for (int windows : new int[] {6, 10, 20}) {
            for (double sigma : new double[] {0.1, 0.2, 0.3, 0.6}) {
                assertThat(share(windows, sigma, CLOSED, OPEN)).isLessThan(0.05);
                assertThat(share(windows, sigma, OPEN, CLOSED)).isLessThan(0.05);
            }
        }
    }

    /** How many of 400 loads of one kind, whose demands and waiting change at random from window to window, get this mark. */
    private static double share(int windows, double sigma, DemandMark kind, DemandMark mark) {
        Random random = new Random(11);
        int loads = 400;
        int marked = 0;
        for (int load = 0; load < loads; load++) {
            double[] demand = new double[windows + 1];
            double[] waited = new double[windows + 1];
            for (int window = 0; window <= windows; window++) {
                demand[window] = Math.min(0.5, 0.15 * Math.exp(sigma * random.nextGaussian()));
                waited[window] = 0.45 * random.nextDouble();
            }
            Load run = kind == OPEN ? (tick, wait) -> demand[tick / 10] : closed(tick -> demand[tick / 10]);
            List<Sample> samples = run(10 * windows, tick -> waited[tick / 10], run);
            marked += DemandRange.kinds(samples).get(VCPU) == mark ? 1 : 0;
        }
        return (double) marked / loads;
    }

    /** What a load runs in the interval after a tick, given the share that it waits. */
    private interface Load {
        double runs(int tick, double waited);
    }

    private static Load closed(IntToDoubleFunction demand) {
        return (tick, waited) -> demand.applyAsDouble(tick) * (1 - waited);
    }

    private static DemandRange range(List<Sample> samples) {
        return Objects.requireNonNull(DemandRange.of(samples).get(VCPU));
    }

    private static List<Sample> run(int ticks, IntToDoubleFunction waited, Load load) {
        List<Sample> samples = new ArrayList<>();
        double ran = 0;
        double delayed = 0;
        for (int tick = 0; tick <= ticks; tick++) {
            samples.add(sample(tick, Math.round(ran * SECOND), Math.round(delayed * SECOND)));
            ran += load.runs(tick, waited.applyAsDouble(tick));
            delayed += waited.applyAsDouble(tick);
        }
        return samples;
    }

    private static Sample withoutDelay(Sample sample) {
        return sample(
                sample.tick(),
                Objects.requireNonNull(sample.domains().get(0).vcpus().get(0).timeNanos()),
                null);
    }

    private static Sample sample(long tick, long time, @Nullable Long delay) {
        VcpuSample vcpu = new VcpuSample(0, time, delay, 0, CpuSet.of(0), VcpuState.RUNNING);
        DomainSample domain =
                new DomainSample("a", "aos_vm1", 1, DomainState.RUNNING, null, null, null, List.of(vcpu), null, null);
        return new Sample(tick, null, tick * SECOND, null, HostSample.UNKNOWN, List.of(), List.of(domain));
    }
}
