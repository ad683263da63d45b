package io.equipoise.traces.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcpuUsageTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void pinnedGuestsAreReadFromTheirOwnTime() {
        List<PcpuUsage> usage = PcpuUsage.between(
                sample(0, busy(0, 0), vm("a", 1, 0, "0"), vm("b", 2, 0, "0"), vm("c", 3, 0, "1")),
                sample(2, busy(1.9, 1.9), vm("a", 1, 0.4, "0"), vm("b", 2, 0.2, "0"), vm("c", 3, 0.5, "1")));

        assertThat(usage)
                .containsExactly(new PcpuUsage(0, 30.0, Quantity.USAGE), new PcpuUsage(1, 25.0, Quantity.USAGE));
    }

    @Test
    void oneFreeVcpuMakesItBusyLessTheSpreadHostLoad() {
        List<PcpuUsage> usage = PcpuUsage.between(
                sample(0, busy(0, 0), vm("a", 1, 0, "0-1"), vm("b", 2, 0, "0")),
                sample(1, busy(0.5, 0.3), vm("a", 1, 0.3, "0-1"), vm("b", 2, 0.3, "0")));

        assertThat(usage).extracting(PcpuUsage::quantity).containsOnly(Quantity.BUSY_LESS_HOST_LOAD);
        assertThat(usage.get(0).percent()).isCloseTo(40, within(1e-9));
        assertThat(usage.get(1).percent()).isCloseTo(20, within(1e-9));
    }

    @Test
    void aMoveBetweenTheSamplesLeavesTheSplitUnknown() {
        assertThat(PcpuUsage.between(
                        sample(0, busy(0, 0), vm("a", 1, 0, "0")), sample(1, busy(0.1, 0.4), vm("a", 1, 0.5, "1"))))
                .containsExactly(
                        new PcpuUsage(0, 10.0, Quantity.BUSY_LESS_HOST_LOAD),
                        new PcpuUsage(1, 40.0, Quantity.BUSY_LESS_HOST_LOAD));
    }

    @Test
    void hostLoadIsNeverMoreThanThePcpuWasBusy() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            double c = random.nextDouble();
            double guest = random.nextDouble() * (a + b + c);
            List<PcpuUsage> usage = PcpuUsage.between(
                    sample(0, busy(0, 0, 0), vm("a", 1, 0, "0-2")), sample(1, busy(a, b, c), vm("a", 1, guest, "0-2")));

            assertThat(usage).allSatisfy(pcpu -> assertThat(pcpu.percent()).isGreaterThanOrEqualTo(-1e-6));
            assertThat(usage.stream().mapToDouble(PcpuUsage::percent).sum()).isCloseTo(100 * guest, within(1e-3));
        }
    }

    @Test
    void importedSamplesAreBookedWhateverElseTheyCarry() {
        assertThat(PcpuUsage.between(booked(0, 1, 2), booked(1, 31, 47)))
                .containsExactly(new PcpuUsage(0, 31.0, Quantity.BOOKED), new PcpuUsage(1, 47.0, Quantity.BOOKED));
        assertThat(PcpuUsage.over(List.of(booked(0, 1, 2), booked(1, 30, 40), booked(2, 40, 60))))
                .extracting(PcpuUsage::percent)
                .containsExactly(35.0, 50.0);
        assertThat(PcpuUsage.booked(List.of(booked(0, 30, 40), booked(1, 40))))
                .extracting(PcpuUsage::percent)
                .containsExactly(35.0);
        assertThat(PcpuUsage.booked(List.of(booked(0, 30), booked(1, 30, 40))).get(1))
                .isEqualTo(new PcpuUsage(1, null, Quantity.BOOKED));
    }

    @Test
    void aRestartAStopOrASilentGuestMakesTheIntervalUnknown() {
        Sample before = sample(0, busy(0, 0), vm("a", 1, 5, "0"), vm("b", 2, 5, "1"));
        DomainSample silent =
                new DomainSample("b", "b", 2, DomainState.UNKNOWN, null, null, null, List.of(), null, "did not answer");

        assertThat(percents(before, sample(1, busy(1, 1), vm("a", 1, 5.1, "0"), vm("b", 9, 6, "1"))))
                .containsOnlyNulls();
        assertThat(percents(before, sample(1, busy(1, 1), vm("a", 1, 5.1, "0"))))
                .containsOnlyNulls();
        assertThat(percents(before, sample(1, busy(1, 1), vm("a", 1, 5.1, "0"), silent)))
                .containsOnlyNulls();
        assertThat(percents(before, sample(1, busy(1, 1), vm("a", 1, 5.1, "0"), vm("b", 2, 4, "1"))))
                .containsOnlyNulls();
        assertThat(percents(before, sample(1, busy(1, 1), vm("a", 1, 5.1, "0"), vm("b", 2, 5.2, "0-1"))))
                .doesNotContainNull();
    }

    @Test
    void aMissingBusyCounterIsUnknownAndNotZero() {
        Sample after = new Sample(
                1,
                null,
                SECOND,
                null,
                HostSample.UNKNOWN,
                List.of(new PcpuSample(0, null, null, null)),
                List.of(vm("a", 1, 0.5, "0-1")));

        assertThat(percents(sample(0, busy(0, 0), vm("a", 1, 0, "0-1")), after)).containsOnlyNulls();
    }

    private static List<Double> percents(Sample earlier, Sample later) {
        List<Double> percents = new ArrayList<>();
        PcpuUsage.between(earlier, later).forEach(usage -> percents.add(usage.percent()));
        return percents;
    }

    private static Sample sample(long second, List<PcpuSample> pcpus, DomainSample... domains) {
        return new Sample(second, null, second * SECOND, null, HostSample.UNKNOWN, pcpus, List.of(domains));
    }

    private static Sample booked(long second, double... percent) {
        List<PcpuSample> pcpus = new ArrayList<>();
        for (int i = 0; i < percent.length; i++) {
            pcpus.add(new PcpuSample(i, null, null, percent[i]));
        }
        return sample(second, pcpus, vm("a", 1, 0, "0"));
    }

    private static List<PcpuSample> busy(double... seconds) {
        List<PcpuSample> pcpus = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            pcpus.add(new PcpuSample(i, (long) (seconds[i] * SECOND), null, null));
        }
        return pcpus;
    }

    private static DomainSample vm(String uuid, int id, double seconds, String affinity) {
        VcpuSample vcpu =
                new VcpuSample(0, (long) (seconds * SECOND), null, null, CpuSet.parse(affinity), VcpuState.RUNNING);
        return new DomainSample(uuid, uuid, id, DomainState.RUNNING, null, null, null, List.of(vcpu), null, null);
    }
}
