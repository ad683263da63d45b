package io.equipoise.recorder.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.IntByReference;
import io.equipoise.traces.CpuSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.virVcpuInfo;

/** A domain that libvirt knows, until it is closed; every call may throw a {@link LibvirtFault}. */
public final class DomainHandle implements AutoCloseable {
    private static final int UUID_STRING = 37;
    /** The most that a remote call carries. */
    private static final int SCHEDULER_PARAMETERS = 16;

    private final DomainPointer pointer;
    private final int mapLength;
    private final String uuid;
    private final String name;
    private final int id;

    /** @param mapLength bytes of a CPU map of its host */
    DomainHandle(DomainPointer pointer, int mapLength) {
        this.pointer = pointer;
        this.mapLength = mapLength;
        byte[] text = new byte[UUID_STRING];
        Virt.check("reading a domain's UUID", Libvirt.INSTANCE.virDomainGetUUIDString(pointer, text));
        this.uuid = new String(text, 0, UUID_STRING - 1, StandardCharsets.US_ASCII);
        this.name = Libvirt.INSTANCE.virDomainGetName(pointer);
        this.id = Libvirt.INSTANCE.virDomainGetID(pointer);
    }

    public String uuid() {
        return uuid;
    }

    public String name() {
        return name;
    }

    /** libvirt's domain id when the handle was made; -1 when it was not running. */
    public int id() {
        return id;
    }

    DomainPointer pointer() {
        return pointer;
    }

    /** The most vCPUs that it may have. */
    public int maximumVcpus() {
        return Virt.check(doing("counting vCPUs"), Libvirt.INSTANCE.virDomainGetMaxVcpus(pointer));
    }

    /** Its online vCPUs, at most this many, with the affinities that the host really holds them to. */
    public List<VcpuPlacement> placement(int maximum) {
        virVcpuInfo[] infos = (virVcpuInfo[]) new virVcpuInfo().toArray(maximum);
        byte[] maps = new byte[maximum * mapLength];
        int count = Virt.check(
                doing("reading placement"),
                Libvirt.INSTANCE.virDomainGetVcpus(pointer, infos, maximum, maps, mapLength));
        List<VcpuPlacement> placement = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            virVcpuInfo info = infos[i];
            placement.add(new VcpuPlacement(
                    info.number,
                    States.vcpu((long) info.state),
                    info.cpuTime,
                    info.cpu < 0 ? null : info.cpu,
                    CpuMap.decode(maps, i, mapLength)));
        }
        return placement;
    }

    /** The affinities that libvirt was asked for, by vCPU number, at most this many; for hosts that cannot show the real ones. */
    public List<CpuSet> pins(int maximum) {
        byte[] maps = new byte[maximum * mapLength];
        int count = Virt.check(
                doing("reading affinities"),
                Virt.calls().virDomainGetVcpuPinInfo(pointer, maximum, maps, mapLength, 0));
        List<CpuSet> pins = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pins.add(CpuMap.decode(maps, i, mapLength));
        }
        return pins;
    }

    /** Sets the pCPUs that a vCPU of the running domain may run on. */
    public void pin(int vcpu, CpuSet affinity) {
        String doing = doing("pinning vCPU " + vcpu + " to '" + affinity + "'");
        if (affinity.last() >= mapLength * 8) {
            throw new LibvirtFault(doing, "the host has no pCPU " + affinity.last(), 0, 0);
        }
        byte[] map = CpuMap.encode(affinity, mapLength);
        // This older call is the one with flags and only "live" among them, but every driver has it.
        Virt.check(doing, Libvirt.INSTANCE.virDomainPinVcpu(pointer, vcpu, map, mapLength));
    }

    /** Asks the running domain's balloon for this size, KiB; the guest follows later, or never if it has no driver. */
    public void balloon(long kib) {
        Virt.check(
                doing("setting the balloon to " + kib + " KiB"),
                Virt.calls().virDomainSetMemoryFlags(pointer, new NativeLong(kib), Virt.LIVE));
    }

    /** Asks the guest's balloon driver for a report every so many seconds; 0 asks for none. */
    public void reportPeriod(int seconds) {
        Virt.check(
                doing("asking for memory reports"),
                Virt.calls().virDomainSetMemoryStatsPeriod(pointer, seconds, Virt.LIVE));
    }

    /** Its cgroup weight; null when the host gives domains none. */
    public @Nullable Long cpuShares() {
        try (Memory parameters = new Memory((long) SCHEDULER_PARAMETERS * NativeFields.PARAMETER)) {
            IntByReference count = new IntByReference(SCHEDULER_PARAMETERS);
            Virt.check(
                    doing("reading cpu shares"),
                    Virt.calls().virDomainGetSchedulerParameters(pointer, parameters, count));
            Map<String, Long> values = NativeFields.parameters(parameters, count.getValue());
            return values.get("cpu_shares");
        }
    }

    private String doing(String what) {
        return name + ": " + what;
    }

    @Override
    public void close() {
        Libvirt.INSTANCE.virDomainFree(pointer);
    }
}
