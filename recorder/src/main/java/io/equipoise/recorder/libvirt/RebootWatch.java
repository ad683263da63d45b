package io.equipoise.recorder.libvirt;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.Libvirt.VirConnectDomainEventGenericCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of reboots, which no counter shows. libvirt keeps a connection, and all it holds, as long as anyone listens on it:
 * this is closed before the connection, which the binding's own listeners cannot be.
 */
public final class RebootWatch implements Supplier<List<Reboot>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RebootWatch.class);
    private static final int REBOOT = 1;

    private final Queue<Reboot> heard = new ConcurrentLinkedQueue<>();
    private final ConnectionPointer connection;

    /** Held here because neither JNA nor libvirt keeps it from being collected. */
    private final VirConnectDomainEventGenericCallback listener = this::hear;

    private final int id;

    public RebootWatch(LibvirtConnection connection) {
        this.connection = connection.pointer();
        this.id = Virt.check(
                "listening for reboots",
                Libvirt.INSTANCE.virConnectDomainEventRegisterAny(this.connection, null, REBOOT, listener, null, null));
    }

    /** The reboots since the last call, in order. */
    @Override
    public List<Reboot> get() {
        List<Reboot> reboots = new ArrayList<>();
        for (Reboot reboot = heard.poll(); reboot != null; reboot = heard.poll()) {
            reboots.add(reboot);
        }
        return reboots;
    }

    private void hear(ConnectionPointer of, @Nullable DomainPointer domain, @Nullable Pointer nothing) {
        String name = domain == null ? null : Libvirt.INSTANCE.virDomainGetName(domain);
        if (name == null) {
            LOG.warn("a domain rebooted, but libvirt does not say which");
        } else {
            heard.add(new Reboot(name, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
        }
    }

    /** Listens no more; a connection that is lost has forgotten its listeners by itself. */
    @Override
    public void close() {
        if (Libvirt.INSTANCE.virConnectDomainEventDeregisterAny(connection, id) < 0) {
            LOG.debug("{}", Virt.fault("listening for reboots no more").getMessage());
        }
    }
}
