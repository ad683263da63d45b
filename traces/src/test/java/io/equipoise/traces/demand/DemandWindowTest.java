package io.equipoise.traces.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DemandWindowTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int DOMAINS = 5;

    private final Random random = new Random(7);
    private final int[] ids = {1, 2, 3, 4, 5};
    private final long[] ran = new long[2 * DOMAINS];

    /** Guests that come, go, restart, fall silent, gain vCPUs and are listed in another order. */
    @Test
    void windowTellsTheDemandOfItsSamplesWhateverHappensToTheGuests() {
        DemandWindow window = new DemandWindow();
        List<Sample> samples = new ArrayList<>();
        int known = 0;
        for (int tick = 0; tick < 2_000; tick++) {
            samples.add(sample(tick));
            List<Sample> newest = samples.subList(Math.max(0, tick - DemandWindow.TICKS), tick + 1);
            Demand expected = Demand.of(newest);

            Demand demand = window.add(samples.get(tick));

            assertThat(demand).isEqualTo(expected);
            assertThat(demand.vcpus()).hasSameSizeAs(expected.vcpus());
            known += expected.vcpus().size();
        }
        assertThat(known).isGreaterThan(2_000);
    }

    private Sample sample(int tick) {
        List<DomainSample> domains = new ArrayList<>();
        for (int d = 0; d < DOMAINS; d++) {
            boolean restarts = random.nextInt(60) == 0;
            ids[d] += restarts ? DOMAINS : 0;
            for (int v = 0; v < 2; v++) {
                ran[2 * d + v] = restarts || random.nextInt(80) == 0
                        ? 0
                        : ran[2 * d + v] + (long) (random.nextDouble() * SECOND);
            }
            if (random.nextInt(40) != 0) {
                domains.add(domain(d));
            }
        }
        if (random.nextInt(30) == 0) {
            Collections.shuffle(domains, random);
        }
        List<PcpuSample> pcpus = List.of(
                new PcpuSample(0, tick * SECOND * 6 / 10, tick * SECOND * 4 / 10, null),
                new PcpuSample(1, tick * SECOND * 9 / 10, tick * SECOND / 10, null));
        return new Sample(tick, null, tick * SECOND, null, HostSample.UNKNOWN, pcpus, domains);
    }

    private DomainSample domain(int d) {
        List<VcpuSample> vcpus = new ArrayList<>();
        int count = random.nextInt(25) == 0 ? random.nextInt(3) : 2;
        for (int v = 0; v < count; v++) {
            Long time = random.nextInt(30) == 0 ? null : (Long) ran[2 * d + v];
            Long delay = d == 0 || random.nextInt(30) == 0 ? null : (Long) (ran[2 * d + v] / 3);
            vcpus.add(new VcpuSample(v, time, delay, 0, CpuSet.of(v), VcpuState.RUNNING));
        }
        MemorySample memory = random.nextBoolean()
                ? null
                : new MemorySample(1000L, null, 300L, 200L, null, null, null, null, null, null, null, null);
        return new DomainSample("uuid" + d, "vm" + d, ids[d], DomainState.RUNNING, 0L, null, null, vcpus, memory, null);
    }
}
