package io.equipoise.recorder.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import io.equipoise.traces.CpuSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/** A domain that libvirt knows, until it is closed; every call may throw a {@link LibvirtFault}. */
public final class DomainHandle implements AutoCloseable {
    private static final int UUID_STRING = 37;
    /** The most that a remote call carries. */
    private static final int SCHEDULER_PARAMETERS = 16;
    /** More than there are tags: the answer holds only what the driver has. */
    private static final int MEMORY_STATS = 32;

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
        byte[] maps = new byte[maximum * mapLength];
        try (Memory infos = new Memory((long) maximum * NativeFields.VCPU_INFO)) {
            int count = Virt.check(
                    doing("reading placement"),
                    Virt.calls().virDomainGetVcpus(pointer, infos, maximum, maps, mapLength));
            List<VcpuPlacement> placement = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long at = (long) i * NativeFields.VCPU_INFO;
                int pcpu = infos.getInt(at + 16);
                placement.add(new VcpuPlacement(
                        infos.getInt(at),
                        States.vcpu((long) infos.getInt(at + 4)),
                        infos.getLong(at + 8),
                        pcpu < 0 ? null : (Integer) pcpu,
                        CpuMap.decode(maps, i, mapLength)));
            }
            return placement;
        }
    }

    /** CPU time, ns, and the balloon's maximum, KiB, by the older call that every driver has. */
    public BasicInfo basicInfo() {
        try (Memory info = new Memory(NativeFields.DOMAIN_INFO)) {
            Virt.check(doing("reading its CPU time"), Virt.calls().virDomainGetInfo(pointer, info));
            return new BasicInfo(info.getLong(32), info.getLong(8));
        }
    }

    /** What the older call tells of a domain. */
    public record BasicInfo(long cpuTimeNanos, long maximumKiB) {}

    /** Memory statistics by libvirt's tags, {@code VIR_DOMAIN_MEMORY_STAT_*}, as far as the driver has them. */
    public Map<Integer, Long> memoryStats() {
        try (Memory stats = new Memory((long) MEMORY_STATS * NativeFields.MEMORY_STAT)) {
            int count = Virt.check(
                    doing("reading its memory"), Virt.calls().virDomainMemoryStats(pointer, stats, MEMORY_STATS, 0));
            Map<Integer, Long> values = new HashMap<>();
            for (int i = 0; i < count; i++) {
                long at = (long) i * NativeFields.MEMORY_STAT;
                values.put(stats.getInt(at), stats.getLong(at + 8));
            }
            return values;
        }
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
        long bytes = (long) SCHEDULER_PARAMETERS * NativeFields.PARAMETER;
        try (Memory parameters = new Memory(bytes + Integer.BYTES)) {
            parameters.setInt(bytes, SCHEDULER_PARAMETERS);
            Virt.check(
                    doing("reading cpu shares"),
                    Virt.calls().virDomainGetSchedulerParameters(pointer, parameters, parameters.share(bytes)));
            return NativeFields.parameters(parameters, parameters.getInt(bytes)).get("cpu_shares");
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
