package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForeignLoadTest {
    private static final long MILLI = 1_000_000;
    private static final Sample BEFORE = sample(0, 100, 200, 50);

    @Test
    void guestsWithTheirEmulatorsAndOurselvesAreNoForeignLoad() {
        // Busy grows by 300 and 400 ms, guests by 500, ourselves by 150.
        ForeignLoad load = ForeignLoad.between(BEFORE, sample(5_000, 400, 600, 550), 150 * MILLI);
        assertThat(load.pcpus()).isCloseTo(0.01, within(1e-9));
        assertThat(load.disturbs()).isFalse();
    }

    @Test
    void moreThanATenthOfAPcpuDisturbsWhereverItIs() {
        assertThat(ForeignLoad.between(BEFORE, sample(5_000, 350, 450, 50), 0).disturbs())
                .isFalse();
        ForeignLoad load = ForeignLoad.between(BEFORE, sample(5_000, 400, 450, 50), 0);
        assertThat(load.disturbs()).isTrue();
        assertThat(load.text()).contains("0.11 of a pCPU").contains("disturbed");
    }

    @Test
    void countersThatStepUnevenlyGiveNoNegativeLoad() {
        assertThat(ForeignLoad.between(BEFORE, sample(5_000, 100, 200, 60), 0).pcpus())
                .isZero();
    }

    private static Sample sample(long millis, long busy0, long busy1, long guest) {
        DomainSample domain = new DomainSample(
                "uuid", "aos_vm1", 1, DomainState.RUNNING, guest * MILLI, null, null, List.of(), null, null);
        return new Sample(
                millis / 1000,
                null,
                millis * MILLI,
                null,
                HostSample.UNKNOWN,
                List.of(new PcpuSample(0, busy0 * MILLI, 0L, null), new PcpuSample(1, busy1 * MILLI, 0L, null)),
                List.of(domain));
    }
}
