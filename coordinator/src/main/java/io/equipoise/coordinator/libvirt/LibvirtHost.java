package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.restore.RestorableHost;
import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.libvirt.Reboot;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.record.SampleSource;
import io.equipoise.recorder.sample.HostFacts;
import io.equipoise.recorder.sample.HostSampler;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.recorder.session.Abandoned;
import io.equipoise.recorder.session.Session;
import io.equipoise.recorder.session.Sessions;
import io.equipoise.recorder.session.UnansweredException;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A libvirt host, of which only the domains that are meant are seen and touched, and only as they were last seen: not a
 * later start of them. Calls have deadlines; samples and actions have connections of their own, which are found again.
 */
public final class LibvirtHost implements RestorableHost, SampleSource, AutoCloseable {
    private static final String OK = "ok";

    /** A pin or a balloon takes milliseconds; where it takes longer, something is stuck. */
    private static final Duration ACTION_LIMIT = Duration.ofSeconds(2);

    private final HostSampler sampler;
    private final Sessions<LibvirtConnection> actions;
    private final Map<String, Session<?>> hanging = new HashMap<>();
    private final Map<String, DomainSample> seen = new HashMap<>();

    /** Connects; an {@link InputException} says why that fails. */
    public LibvirtHost(SamplerOptions options, RecordingListener listener) {
        this.sampler = new HostSampler(options, listener);
        this.actions = new Sessions<>(
                "libvirt-actions",
                () -> LibvirtConnection.open(options.uri()),
                failure -> failure instanceof LibvirtFault fault && fault.connectionLost(),
                new Abandoned(),
                System::nanoTime);
    }

    /** What the host was when it was first reached. */
    public HostFacts facts() {
        return sampler.facts();
    }

    /** The reboots since the last call, in order. */
    public List<Reboot> reboots() {
        return sampler.reboots();
    }

    @Override
    public Optional<Sample> sample(long tick) {
        Optional<Sample> sample = sampler.sample(tick);
        sample.ifPresent(now -> {
            seen.clear();
            now.domains().forEach(domain -> seen.put(domain.uuid(), domain));
        });
        return sample;
    }

    @Override
    public String reason() {
        return sampler.reason();
    }

    /** An {@link InputException} when the host does not answer. */
    @Override
    public Sample observe(long tick) {
        return sample(tick).orElseThrow(() -> new InputException("the host does not answer: " + reason()));
    }

    @Override
    public String pin(String domain, int vcpu, CpuSet affinity) {
        return act(domain, handle -> handle.pin(vcpu, affinity));
    }

    @Override
    public String balloon(String domain, long kib) {
        return act(domain, handle -> handle.balloon(kib));
    }

    @Override
    public String period(String domain, int seconds) {
        return act(domain, handle -> handle.reportPeriod(seconds));
    }

    private String act(String uuid, Consumer<DomainHandle> action) {
        DomainSample domain = seen.get(uuid);
        if (domain == null) {
            return "domain " + uuid + " is not among those of this run";
        }
        Session<?> earlier = hanging.get(uuid);
        if (earlier != null && earlier.hangs()) {
            return domain.name() + ": an earlier call to it has not returned yet";
        }
        hanging.remove(uuid);
        try {
            return actions.call(ACTION_LIMIT, connection -> act(connection, domain, action));
        } catch (UnansweredException e) {
            Session<?> session = e.session();
            if (session != null) {
                hanging.put(uuid, session);
            }
            return domain.name() + ": " + e.getMessage();
        } catch (LibvirtFault | InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String act(LibvirtConnection connection, DomainSample domain, Consumer<DomainHandle> action) {
        try (DomainHandle handle = connection.domain(domain.uuid())) {
            if (handle.id() != domain.id()) {
                return domain.name() + ": ended or started anew since it was seen";
            }
            action.accept(handle);
            return OK;
        }
    }

    /** Puts the guests' report periods back and disconnects; affinities and balloons stay as they are. */
    @Override
    public void close() {
        actions.close();
        sampler.close();
    }
}
