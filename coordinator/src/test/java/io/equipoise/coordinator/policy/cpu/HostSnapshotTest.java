package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One guest with one vCPU on one pCPU, of which everything but one thing stays. */
class HostSnapshotTest {
    private final HostSnapshot before = seen("a", 1, DomainState.RUNNING, 0, VcpuState.RUNNING, 0);

    @Test
    void sameVcpuWhereItWasIsThere() {
        HostSnapshot now = seen("a", 1, DomainState.RUNNING, 0, VcpuState.RUNNING, 0);
        assertThat(now.standsAsIn(before)).isTrue();
        assertThat(now.runsAsIn(before)).isTrue();
    }

    @Test
    void anotherGuestOrVcpuOrPlaceIsAnotherStanding() {
        for (HostSnapshot now : List.of(
                seen("b", 1, DomainState.RUNNING, 0, VcpuState.RUNNING, 0),
                seen("a", 2, DomainState.RUNNING, 0, VcpuState.RUNNING, 0),
                seen("a", 1, DomainState.RUNNING, 1, VcpuState.RUNNING, 0),
                seen("a", 1, DomainState.RUNNING, 0, VcpuState.RUNNING, 1))) {
            assertThat(now.standsAsIn(before)).isFalse();
            assertThat(now.runsAsIn(before)).isFalse();
        }
    }

    @Test
    void whoIsPausedOrOfflineStandsWhereItWas() {
        for (HostSnapshot now : List.of(
                seen("a", 1, DomainState.PAUSED, 0, VcpuState.RUNNING, 0),
                seen("a", 1, DomainState.RUNNING, 0, VcpuState.OFFLINE, 0))) {
            assertThat(now.standsAsIn(before)).isTrue();
            assertThat(now.runsAsIn(before)).isFalse();
        }
    }

    private static HostSnapshot seen(String uuid, int id, DomainState state, int number, VcpuState vcpuState, int on) {
        VcpuSample vcpu = new VcpuSample(number, 0L, 0L, null, CpuSet.of(on), vcpuState);
        DomainSample domain = new DomainSample(uuid, "vm", id, state, 0L, null, null, List.of(vcpu), null, null);
        return HostSnapshot.of(new Sample(
                0, null, 0, null, HostSample.UNKNOWN, List.of(new PcpuSample(0, 0L, 0L, null)), List.of(domain)));
    }
}
