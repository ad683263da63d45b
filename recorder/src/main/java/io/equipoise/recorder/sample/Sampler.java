package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.DomainStats;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads samples from libvirt: one bulk call for all domains, one more per domain for its placement, and the host's counters. */
public final class Sampler implements AutoCloseable {
    private final LibvirtConnection connection;
    private final DomainGlob glob;
    private final HostReader host;
    private final DomainReader domains;
    private final ReportPeriods reports;

    /** @param interval of the samples; guests are asked to report their memory as often, at most once a second */
    public Sampler(LibvirtConnection connection, DomainGlob glob, Duration interval) {
        this.connection = connection;
        this.glob = glob;
        this.host = new HostReader(connection.node());
        this.domains = new DomainReader(connection.connect());
        this.reports = new ReportPeriods(connection, Math.max(1, (int) interval.toSeconds()));
    }

    /** Everything seen now. A {@link LibvirtFault} when the host does not answer; a domain that does not has nulls. */
    public Sample sample(long tick) {
        long utcMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long asked = System.nanoTime();
        List<PcpuSample> pcpus = host.pcpus();
        HostSample memory = host.memory();
        List<DomainSample> samples = new ArrayList<>();
        try (DomainStats stats = connection.domainStats(glob)) {
            for (DomainStats.Entry entry : stats.entries()) {
                if (glob.matches(entry.domain().name())) {
                    samples.add(domains.read(entry));
                    reports.ask(entry.domain());
                }
            }
        }
        samples.sort(Comparator.comparingInt(DomainSample::id));
        return new Sample(tick, utcMicros, asked, System.nanoTime() - asked, memory, pcpus, samples);
    }

    /** Puts the guests' report periods back; the connection stays open. */
    @Override
    public void close() {
        reports.close();
    }
}
