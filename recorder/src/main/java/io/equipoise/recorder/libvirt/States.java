package io.equipoise.recorder.libvirt;

import io.equipoise.traces.DomainState;
import io.equipoise.traces.VcpuState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** libvirt's numbers for states. */
public final class States {
    private static final List<DomainState> DOMAIN = List.of(DomainState.values());
    private static final List<VcpuState> VCPU = List.of(VcpuState.OFFLINE, VcpuState.RUNNING, VcpuState.BLOCKED);

    private States() {}

    /** By {@code virDomainState}; unknown for null and for numbers that later versions add. */
    public static DomainState domain(@Nullable Long number) {
        return number == null || number < 0 || number >= DOMAIN.size()
                ? DomainState.UNKNOWN
                : DOMAIN.get(number.intValue());
    }

    /** By {@code virVcpuState}; unknown for null and for numbers that later versions add. */
    public static VcpuState vcpu(@Nullable Long number) {
        return number == null || number < 0 || number >= VCPU.size() ? VcpuState.UNKNOWN : VCPU.get(number.intValue());
    }
}
