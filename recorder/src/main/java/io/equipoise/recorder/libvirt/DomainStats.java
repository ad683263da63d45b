package io.equipoise.recorder.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;

/** The running domains with their statistics, read by bulk calls; their handles end when this is closed. */
public final class DomainStats implements AutoCloseable {
    private static final int STATE = 1;

    /** State, CPU total, balloon and vCPU: {@code VIR_DOMAIN_STATS_*}. All but the state ask QEMU. */
    private static final int ALL_GROUPS = STATE | 1 << 1 | 1 << 2 | 1 << 3;

    /** {@code VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT}: of a domain in which another call is under way, only what QEMU need not be asked for. */
    private static final int NO_WAIT = 1 << 29;

    private static final int ACTIVE = 1;
    private static final String DOING = "reading the domains' statistics";

    private final List<Pointer> records = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final int mapLength;
    private final int flags;

    /**
     * A running domain.
     *
     * @param values by libvirt's names, such as {@code vcpu.0.time}; what the host does not show has no entry
     */
    public record Entry(DomainHandle domain, Map<String, Long> values) {
        /** Of all that is asked for, the one value that QEMU must answer for and every domain then has. */
        private static final String ANSWER = "balloon.rss";

        /** Whether its QEMU was asked and answered. Other hypervisors' domains show nothing by which to tell. */
        public boolean answered() {
            return values.containsKey(ANSWER);
        }
    }

    /** @param noWait whether the host knows the flag */
    private DomainStats(int mapLength, boolean noWait) {
        this.mapLength = mapLength;
        this.flags = noWait ? NO_WAIT : 0;
    }

    static DomainStats all(ConnectionPointer connection, int mapLength, boolean noWait) {
        DomainStats stats = new DomainStats(mapLength, noWait);
        PointerByReference records = new PointerByReference();
        int count = ask(connection, stats.flags, records);
        stats.decode(records.getValue(), count);
        return stats;
    }

    /** The same call; its answer is thrown away. */
    static void bare(ConnectionPointer connection, boolean noWait) {
        PointerByReference records = new PointerByReference();
        ask(connection, noWait ? NO_WAIT : 0, records);
        Virt.calls().virDomainStatsRecordListFree(records.getValue());
    }

    private static int ask(ConnectionPointer connection, int flags, PointerByReference records) {
        return Virt.check(
                DOING, Virt.calls().virConnectGetAllDomainStats(connection, ALL_GROUPS, records, ACTIVE | flags));
    }

    /** Asks only these domains: a balloon costs a round trip to its QEMU. Of the silent ones, by UUID, only the state. */
    static DomainStats of(List<DomainHandle> domains, Set<String> silent, int mapLength, boolean noWait) {
        DomainStats stats = new DomainStats(mapLength, noWait);
        List<@Nullable Pointer> asked = new ArrayList<>();
        List<@Nullable Pointer> spared = new ArrayList<>();
        for (DomainHandle domain : domains) {
            (silent.contains(domain.uuid()) ? spared : asked)
                    .add(domain.pointer().getPointer());
        }
        try {
            stats.ask(asked, ALL_GROUPS);
            stats.ask(spared, STATE);
        } catch (LibvirtFault fault) {
            stats.close();
            throw fault;
        }
        return stats;
    }

    private void ask(List<@Nullable Pointer> domains, int groups) {
        if (domains.isEmpty()) {
            return;
        }
        // libvirt wants the list to end in a null.
        domains.add(null);
        PointerByReference answer = new PointerByReference();
        int count = Virt.check(
                DOING, Virt.calls().virDomainListGetStats(domains.toArray(new Pointer[0]), groups, answer, flags));
        decode(answer.getValue(), count);
    }

    private void decode(Pointer answer, int count) {
        records.add(answer);
        for (Pointer record : answer.getPointerArray(0, count)) {
            DomainHandle domain = new DomainHandle(new DomainPointer(record.getPointer(0)), mapLength);
            int values = record.getInt(16);
            // One that ended since it was listed has no id any more.
            if (domain.id() >= 0) {
                entries.add(new Entry(
                        domain, values == 0 ? Map.of() : NativeFields.parameters(record.getPointer(8), values)));
            }
        }
    }

    /** In libvirt's own order. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public void close() {
        for (Pointer answer : records) {
            Virt.calls().virDomainStatsRecordListFree(answer);
        }
        records.clear();
    }
}
