package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.DomainStats;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads from one connection: one bulk call for all domains, one more per domain for its placement, and the host's counters. */
final class Reader {
    private final LibvirtConnection connection;
    private final DomainGlob glob;
    private final HostReader host;
    private final DomainReader domains;

    Reader(LibvirtConnection connection, DomainGlob glob) {
        this.connection = connection;
        this.glob = glob;
        this.host = new HostReader(connection.node());
        this.domains = new DomainReader(connection);
    }

    /**
     * Everything to be read now.
     *
     * @param silent UUIDs of domains whose QEMU is not to be asked
     */
    HostReading read(Set<String> silent) {
        return read(() -> connection.domainStats(glob, silent));
    }

    /** The same of the domains that are known, by UUID; new ones are not found. */
    HostReading read(List<String> known, Set<String> silent) {
        return read(() -> connection.domainStats(known, silent));
    }

    /** What is to be read now without asking any QEMU. */
    HostReading readStates() {
        return read(() -> connection.domainStates(glob));
    }

    private HostReading read(Supplier<DomainStats> bulk) {
        long utcMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long asked = System.nanoTime();
        List<PcpuSample> pcpus = host.pcpus();
        HostSample memory = host.memory();
        long hostRead = System.nanoTime();
        try (DomainStats stats = bulk.get()) {
            long statsRead = System.nanoTime();
            List<DomainReading> readings = new ArrayList<>();
            for (DomainStats.Entry entry : stats.entries()) {
                if (glob.matches(entry.domain().name())) {
                    readings.add(domains.read(entry));
                }
            }
            long done = System.nanoTime();
            Map<String, Long> calls =
                    Map.of("host", hostRead - asked, "stats", statsRead - hostRead, "placement", done - statsRead);
            return new HostReading(utcMicros, asked, done - asked, memory, pcpus, readings, calls);
        }
    }
}
