package io.equipoise.cli;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/** A trace on disk, from its first sample to its last. */
final class WatchedTrace implements Watched {
    private final Path directory;
    private final Trace trace;
    private final Iterator<Sample> samples;
    private final DomainGlob domains;
    private volatile boolean stopped;

    /** @param domains those that are shown */
    WatchedTrace(Path directory, DomainGlob domains) {
        this.directory = directory;
        this.domains = domains;
        this.trace = ParquetTraces.open(directory);
        this.samples = trace.samples().iterator();
    }

    @Override
    public String title() {
        return directory.toString();
    }

    @Override
    public long intervalMillis() {
        return trace.header().intervalMillis();
    }

    @Override
    public Optional<Glance> next() {
        return stopped || !samples.hasNext()
                ? Optional.empty()
                : Optional.of(new Glance(meant(samples.next()), null, false));
    }

    private Sample meant(Sample all) {
        return new Sample(
                all.tick(),
                all.utcMicros(),
                all.monotonicNanos(),
                all.callNanos(),
                all.host(),
                all.pcpus(),
                all.domains().stream()
                        .filter(domain -> domains.matches(domain.name()))
                        .toList());
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {}
}
