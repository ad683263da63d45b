package io.equipoise.replay.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConservationTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void lostTimeOfAVcpuIsNamedWithTick() {
        assertThatCode(() -> Conservation.vcpu(7, "vm1", 0, SECOND / 4, SECOND / 4, SECOND / 2, SECOND))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Conservation.vcpu(7, "vm1", 2, SECOND / 4, SECOND / 4, SECOND / 4, SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tick 7, vCPU 2 of vm1");
        assertThatThrownBy(() -> Conservation.vcpu(7, "vm1", 2, SECOND + 9, -9, 0, SECOND))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lostTimeOfAPcpuIsNamedWithTick() {
        assertThatCode(() -> Conservation.pcpu(7, 3, SECOND / 4, SECOND / 4, SECOND / 2, SECOND))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Conservation.pcpu(7, 3, SECOND / 4, SECOND / 4, SECOND / 4, SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tick 7, pCPU 3");
        assertThatThrownBy(() -> Conservation.pcpu(7, 3, SECOND, 9, -9, SECOND))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lostMemoryIsNamedWithTick() {
        assertThatCode(() -> Conservation.memory(7, 1, 2, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Conservation.memory(7, 1, 1, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tick 7");
        assertThatThrownBy(() -> Conservation.memory(7, -1, 4, 3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lostMemoryOfAGuestIsNamedWithTick() {
        assertThatCode(() -> Conservation.guest(7, "vm1", 1, 2, 0, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Conservation.guest(7, "vm1", 1, 1, 0, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tick 7, vm1");
        assertThatThrownBy(() -> Conservation.guest(7, "vm1", 4, -1, 0, 3)).isInstanceOf(IllegalStateException.class);
    }
}
