package io.equipoise.recorder.libvirt;

import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/** A connection to a libvirt daemon, kept alive, until it is closed. */
public final class LibvirtConnection implements AutoCloseable {
    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_MISSES = 3;

    private final OpenConnect connect;
    private final boolean writable;
    private final int mapLength;
    private final boolean qemu;

    /** The binding's connection, with the pointer that it keeps to its subclasses. */
    private static final class OpenConnect extends Connect {
        private OpenConnect(String uri, boolean readOnly) throws LibvirtException {
            super(uri, readOnly);
        }

        private ConnectionPointer pointer() {
            return vcp;
        }
    }

    private LibvirtConnection(OpenConnect connect, boolean writable) throws LibvirtException {
        this.connect = connect;
        this.writable = writable;
        this.qemu = connect.getType().equals("QEMU");
        int pcpus = Virt.check(
                "counting the host's pCPUs", Virt.calls().virNodeGetCPUMap(connect.pointer(), null, null, 0));
        this.mapLength = CpuMap.length(pcpus);
    }

    /** Opens a connection that may change domains; an {@link InputException} says why there is none. */
    public static LibvirtConnection open(String uri) {
        return open(uri, true);
    }

    /** Opens a connection that only looks; an {@link InputException} says why there is none. */
    public static LibvirtConnection openReadOnly(String uri) {
        return open(uri, false);
    }

    private static LibvirtConnection open(String uri, boolean writable) {
        Virt.calls();
        try {
            OpenConnect connect = new OpenConnect(uri, !writable);
            try {
                keepAlive(connect);
                return new LibvirtConnection(connect, writable);
            } catch (LibvirtException | RuntimeException e) {
                connect.close();
                throw e;
            }
        } catch (LibvirtException e) {
            throw new InputException("cannot reach libvirt at " + uri + ": " + LibvirtFault.oneLine(e.getMessage()), e);
        }
    }

    private static void keepAlive(Connect connect) throws LibvirtException {
        try {
            connect.setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVE_MISSES);
        } catch (LibvirtException e) {
            // A driver inside this process has no connection that could die.
            if (!LibvirtFault.of("", e).unsupported()) {
                throw e;
            }
        }
    }

    /** The binding's own connection, for what it can do by itself. */
    public Connect connect() {
        return connect;
    }

    ConnectionPointer pointer() {
        return connect.pointer();
    }

    public boolean writable() {
        return writable;
    }

    /** Whether the domains are QEMU's: only they can fail to answer while the host does. */
    public boolean qemu() {
        return qemu;
    }

    /** The running domains that are meant. */
    public DomainList domains(DomainGlob glob) {
        return new DomainList(connect.pointer(), glob, mapLength);
    }

    /**
     * The running domains that are meant, with their statistics. Of a domain in which another call is under way there are
     * only those for which QEMU need not be asked.
     *
     * @param silent UUIDs of domains that are asked for their state only, because they do not answer
     */
    public DomainStats domainStats(DomainGlob glob, Set<String> silent) {
        if (glob.all() && silent.isEmpty()) {
            return DomainStats.all(connect.pointer(), mapLength, qemu);
        }
        try (DomainList list = domains(glob)) {
            return DomainStats.of(list.domains(), silent, mapLength, qemu);
        }
    }

    /** The running domains that are meant, of which only the state is asked: none of them can fail to answer. */
    public DomainStats domainStates(DomainGlob glob) {
        try (DomainList list = domains(glob)) {
            Set<String> all = list.domains().stream().map(DomainHandle::uuid).collect(Collectors.toSet());
            return DomainStats.of(list.domains(), all, mapLength, qemu);
        }
    }

    /** Makes the call of {@link #domainStats} for all domains and looks at nothing of its answer: what libvirt alone costs. */
    public void bareDomainStats() {
        DomainStats.bare(connect.pointer(), qemu);
    }

    /**
     * The same of these domains only, by UUID, in this order and as far as they still run. Unlike the others it does not
     * list the domains, which takes as long as one of them is just being started.
     */
    public DomainStats domainStats(List<String> uuids, Set<String> silent) {
        List<DomainHandle> domains = new ArrayList<>(uuids.size());
        try {
            for (String uuid : uuids) {
                find(uuid).ifPresent(domains::add);
            }
            return DomainStats.of(domains, silent, mapLength, qemu);
        } finally {
            domains.forEach(DomainHandle::close);
        }
    }

    private Optional<DomainHandle> find(String uuid) {
        try {
            return Optional.of(domain(uuid));
        } catch (LibvirtFault fault) {
            if (fault.noDomain()) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Whether the QEMU of this domain answers: false where another call is under way in it; hangs where it does not. */
    public boolean answers(String uuid) {
        try (DomainHandle domain = domain(uuid);
                DomainStats stats = DomainStats.of(List.of(domain), Set.of(), mapLength, qemu)) {
            return stats.entries().stream().anyMatch(DomainStats.Entry::answered);
        }
    }

    /** The domain of this UUID; a {@link LibvirtFault} when there is none. */
    public DomainHandle domain(String uuid) {
        @Nullable DomainPointer pointer = Libvirt.INSTANCE.virDomainLookupByUUIDString(connect.pointer(), uuid);
        if (pointer == null) {
            throw Virt.fault("looking up domain " + uuid);
        }
        return new DomainHandle(pointer, mapLength);
    }

    /** The host's own counters. */
    public NodeStats node() {
        return new NodeStats(connect.pointer());
    }

    @Override
    public void close() {
        try {
            connect.close();
        } catch (LibvirtException e) {
            throw LibvirtFault.of("closing the connection", e);
        }
    }
}
