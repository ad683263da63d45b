package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.host.Host;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.sample.Sampler;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.util.function.Consumer;

/** A libvirt host, of which only the domains that are meant are seen and touched. */
public final class LibvirtHost implements Host, AutoCloseable {
    private static final String OK = "ok";

    private final LibvirtConnection connection;
    private final DomainGlob glob;
    private final Sampler sampler;

    /**
     * @param connection one that may change domains; it stays the caller's to close
     * @param interval between the ticks
     */
    public LibvirtHost(LibvirtConnection connection, DomainGlob glob, Duration interval) {
        if (!connection.writable()) {
            throw new InputException(
                    "the libvirt connection is read-only: pinning and ballooning need one that may write");
        }
        this.connection = connection;
        this.glob = glob;
        this.sampler = new Sampler(connection, glob, interval);
    }

    /** A {@link LibvirtFault} when the host does not answer. */
    @Override
    public Sample observe(long tick) {
        return sampler.sample(tick);
    }

    @Override
    public String pin(String domain, int vcpu, CpuSet affinity) {
        return act(domain, handle -> handle.pin(vcpu, affinity));
    }

    @Override
    public String balloon(String domain, long kib) {
        return act(domain, handle -> handle.balloon(kib));
    }

    private String act(String domain, Consumer<DomainHandle> action) {
        try (DomainHandle handle = connection.domain(domain)) {
            if (!glob.matches(handle.name())) {
                return handle.name() + ": not among the domains of this run (" + glob + ")";
            }
            action.accept(handle);
            return OK;
        } catch (LibvirtFault fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    /** Puts the guests' report periods back; affinities and balloons stay as they are. */
    @Override
    public void close() {
        sampler.close();
    }
}
