package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.Samples;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two pCPUs, two guests of half a pCPU each, and a host that runs something of its own. */
class HostLoadsTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);
    private static final long SECOND = 1_000_000_000L;
    private static final double GUEST = 0.5;

    private final HostLoads loads = new HostLoads();
    private final double[] busy = new double[2];
    private double ran;
    private int tick;

    /** Runs so many ticks with the guests so placed and the host's own load where Linux, or its owner, has it. */
    private double[] run(int ticks, String first, String second, double... hostLoad) {
        for (int end = tick + ticks; tick < end; tick++) {
            loads.see(HostSnapshot.of(sample(first, second)));
            ran += GUEST;
            for (int p = 0; p < busy.length; p++) {
                busy[p] += hostLoad[p]
                        + GUEST
                                * List.of(first, second).stream()
                                        .filter(String.valueOf(p)::equals)
                                        .count();
            }
        }
        return loads.of(List.of(0, 1));
    }

    private Sample sample(String first, String second) {
        List<PcpuSample> pcpus = List.of(pcpu(0), pcpu(1));
        return new Sample(
                tick,
                null,
                tick * SECOND,
                null,
                HostSample.UNKNOWN,
                pcpus,
                List.of(guest("a", first), guest("b", second)));
    }

    private PcpuSample pcpu(int number) {
        return new PcpuSample(number, Math.round(busy[number] * SECOND), 0L, null);
    }

    private DomainSample guest(String name, String affinity) {
        VcpuSample vcpu =
                new VcpuSample(0, Math.round(ran * SECOND), 0L, null, CpuSet.parse(affinity), VcpuState.RUNNING);
        return new DomainSample(name, name, 1, DomainState.RUNNING, 0L, null, null, List.of(vcpu), null, null);
    }

    @Test
    void loadWhereNoGuestRunsIsFreeToMove() {
        assertThat(run(30, "0", "0", 0, 0.3)).containsExactly(0, 0);
    }

    @Test
    void loadOfALevelHostIsFreeToMove() {
        assertThat(run(30, "0", "1", 0.2, 0.15)).containsExactly(0, 0);
    }

    @Test
    void loadThatStaysOnTheBusierPcpuIsBoundToIt() {
        assertThat(run(11, "0", "1", 0.4, 0.05)[0]).isCloseTo(0.35, ROUNDING);
    }

    @Test
    void nothingIsBoundBeforeAWholeWindowShowedIt() {
        assertThat(run(10, "0", "1", 0.4, 0)).containsExactly(0, 0);
    }

    @Test
    void boundLoadIsRememberedAfterGuestsGaveWayToIt() {
        run(20, "0", "1", 0.6, 0);
        assertThat(run(30, "1", "1", 0.6, 0)[0]).isCloseTo(0.6, ROUNDING);
    }

    @Test
    void boundLoadThatEndsIsForgotten() {
        run(20, "0", "1", 0.6, 0);
        assertThat(run(30, "1", "1", 0.1, 0)[0]).isCloseTo(0.1, ROUNDING);
    }

    @Test
    void windowThatGuestsMovedInTeachesNothing() {
        run(9, "0", "1", 0.4, 0);
        assertThat(run(9, "1", "0", 0.4, 0)).containsExactly(0, 0);
    }

    @Test
    void freeGuestsTeachNothing() {
        assertThat(run(30, "0-1", "0", 0.4, 0)).containsExactly(0, 0);
    }

    @Test
    void pcpuOfUnknownBusyTimeHasNone() {
        for (int i = 0; i < 20; i++) {
            loads.see(HostSnapshot.of(Samples.sample(i, 0)));
        }
        assertThat(loads.of(List.of(0, 1))).containsExactly(0, 0);
    }
}
