package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes guests report their memory often enough, where the connection may, and puts their own periods back at the end. */
final class ReportPeriods implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPeriods.class);

    private final LibvirtConnection connection;
    private final int seconds;
    private final Set<Integer> asked = new HashSet<>();
    private final Map<String, Changed> changed = new HashMap<>();

    private record Changed(int id, int before) {}

    ReportPeriods(LibvirtConnection connection, int seconds) {
        this.connection = connection;
        this.seconds = seconds;
    }

    /** Asks once for each start of the domain. */
    void ask(DomainHandle domain) {
        if (!connection.writable() || !asked.add(domain.id())) {
            return;
        }
        try {
            int before = DomainXml.of(connection.connect(), domain.uuid()).reportSeconds();
            if (before == 0 || before > seconds) {
                domain.reportPeriod(seconds);
                changed.put(domain.uuid(), new Changed(domain.id(), before));
            }
        } catch (LibvirtFault fault) {
            LOG.warn("no fresh memory reports: {}", Faults.reason(fault));
        }
    }

    @Override
    public void close() {
        for (Map.Entry<String, Changed> entry : changed.entrySet()) {
            try {
                putBack(entry.getKey(), entry.getValue());
            } catch (LibvirtFault fault) {
                LOG.warn("guests go on reporting their memory every {} s: {}", seconds, fault.getMessage());
                if (fault.connectionLost()) {
                    break;
                }
            }
        }
        changed.clear();
    }

    private void putBack(String uuid, Changed change) {
        try (DomainHandle domain = connection.domain(uuid)) {
            if (domain.id() == change.id()) {
                domain.reportPeriod(change.before());
            }
        } catch (LibvirtFault fault) {
            if (!fault.noDomain()) {
                throw fault;
            }
        }
    }
}
