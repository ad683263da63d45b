package io.equipoise.recorder.libvirt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.RebootListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of reboots, which no counter shows, as long as the connection is open. */
public final class RebootWatch implements Supplier<List<Reboot>> {
    private static final Logger LOG = LoggerFactory.getLogger(RebootWatch.class);

    private final Queue<Reboot> heard = new ConcurrentLinkedQueue<>();

    /** The binding holds listeners weakly from the native side; this keeps ours alive. */
    private final RebootListener listener = this::hear;

    public RebootWatch(LibvirtConnection connection) {
        try {
            connection.connect().addRebootListener(listener);
        } catch (LibvirtException e) {
            throw LibvirtFault.of("listening for reboots", e);
        }
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

    private void hear(Domain domain) {
        try {
            heard.add(new Reboot(domain.getName(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
        } catch (LibvirtException e) {
            LOG.warn("a domain rebooted, but libvirt does not say which: {}", e.getMessage());
        }
    }
}
