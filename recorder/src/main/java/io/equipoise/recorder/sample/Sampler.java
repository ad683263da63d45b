package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Reads samples over one connection, and waits as long as libvirt takes. */
public final class Sampler implements AutoCloseable {
    private final Reader reader;
    private final ReportPeriods periods;
    private final SampleMaker maker;
    private final ReportPeriods.Access access;

    /** @param interval of the samples; if the connection may, guests are asked to report their memory as often, at most once a second */
    public Sampler(LibvirtConnection connection, DomainGlob glob, Duration interval) {
        this.reader = new Reader(connection, glob);
        this.periods = new ReportPeriods(reportSeconds(interval), connection.writable(), RecordingListener.NONE);
        this.maker = new SampleMaker(new MemoryReports(periods::of));
        this.access = new ReportPeriods.Access() {
            @Override
            public <T> T call(Function<LibvirtConnection, T> call) {
                return call.apply(connection);
            }
        };
    }

    /** How often guests have to report for samples at this interval. */
    static int reportSeconds(Duration interval) {
        return Math.max(1, (int) interval.toSeconds());
    }

    /** Everything seen now. A {@link LibvirtFault} when the host does not answer; a domain that does not has nulls. */
    public Sample sample(long tick) {
        HostReading reading = reader.read(Set.of());
        periods.look(reading, access, Long.MAX_VALUE);
        return maker.make(tick, reading, domain -> StuckDomains.BUSY);
    }

    /** Puts the guests' report periods back; the connection stays open. */
    @Override
    public void close() {
        periods.putBack(access);
    }
}
