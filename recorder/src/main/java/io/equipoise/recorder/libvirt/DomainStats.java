package io.equipoise.recorder.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/** The running domains with their statistics, read by one bulk call; their handles end when this is closed. */
public final class DomainStats implements AutoCloseable {
    /** State, CPU total, balloon and vCPU: {@code VIR_DOMAIN_STATS_*}. */
    private static final int GROUPS = 1 | 1 << 1 | 1 << 2 | 1 << 3;

    private static final int ACTIVE = 1;
    private static final String DOING = "reading the domains' statistics";

    private final @Nullable Pointer records;
    private final List<Entry> entries;

    /**
     * A running domain.
     *
     * @param values by libvirt's names, such as {@code vcpu.0.time}; what the host does not show has no entry
     */
    public record Entry(DomainHandle domain, Map<String, Long> values) {}

    private DomainStats(@Nullable Pointer records, List<Entry> entries) {
        this.records = records;
        this.entries = entries;
    }

    static DomainStats all(ConnectionPointer connection, int mapLength) {
        PointerByReference records = new PointerByReference();
        int count = Virt.check(DOING, Virt.calls().virConnectGetAllDomainStats(connection, GROUPS, records, ACTIVE));
        return decode(records.getValue(), count, mapLength);
    }

    /** Asks only the domains that are meant: a balloon costs a round trip to its QEMU. */
    static DomainStats of(ConnectionPointer connection, DomainGlob glob, int mapLength) {
        PointerByReference listed = new PointerByReference();
        int count = Virt.check(DOING, Virt.calls().virConnectListAllDomains(connection, listed, ACTIVE));
        Pointer[] domains = listed.getValue().getPointerArray(0, count);
        try {
            // libvirt wants the list to end in a null.
            List<@Nullable Pointer> meant = new ArrayList<>();
            for (Pointer domain : domains) {
                if (glob.matches(Libvirt.INSTANCE.virDomainGetName(new DomainPointer(domain)))) {
                    meant.add(domain);
                }
            }
            if (meant.isEmpty()) {
                return new DomainStats(null, List.of());
            }
            meant.add(null);
            PointerByReference records = new PointerByReference();
            Pointer[] list = meant.toArray(new Pointer[0]);
            int answered = Virt.check(DOING, Virt.calls().virDomainListGetStats(list, GROUPS, records, 0));
            return decode(records.getValue(), answered, mapLength);
        } finally {
            for (Pointer domain : domains) {
                Libvirt.INSTANCE.virDomainFree(new DomainPointer(domain));
            }
            Native.free(Pointer.nativeValue(listed.getValue()));
        }
    }

    private static DomainStats decode(Pointer records, int count, int mapLength) {
        List<Entry> entries = new ArrayList<>(count);
        for (Pointer record : records.getPointerArray(0, count)) {
            DomainHandle domain = new DomainHandle(new DomainPointer(record.getPointer(0)), mapLength);
            int values = record.getInt(16);
            // One that ended since it was listed has no id any more.
            if (domain.id() >= 0) {
                entries.add(new Entry(
                        domain, values == 0 ? Map.of() : NativeFields.parameters(record.getPointer(8), values)));
            }
        }
        return new DomainStats(records, entries);
    }

    /** In libvirt's own order. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public void close() {
        if (records != null) {
            Virt.calls().virDomainStatsRecordListFree(records);
        }
    }
}
