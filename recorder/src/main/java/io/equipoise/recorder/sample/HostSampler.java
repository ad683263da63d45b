package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.libvirt.Reboot;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.record.SampleSource;
import io.equipoise.recorder.sample.Attempts.Attempt;
import io.equipoise.recorder.session.Abandoned;
import io.equipoise.recorder.session.Sessions;
import io.equipoise.recorder.session.UnansweredException;
import io.equipoise.recorder.session.UnansweredException.Kind;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples a host that may fail: every call has a deadline; a guest that is stuck costs its own values only; a daemon that
 * hangs or is gone costs the ticks until it is found again. One caller at a time.
 */
public final class HostSampler implements SampleSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);

    /** Starting and ending can wait longer than a tick. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final Duration END_LIMIT = Duration.ofSeconds(3);

    private static final Path PROC = Path.of("/proc");

    /** Of an interval, what may be used for looking at how guests report. */
    private static final int SHARE_FOR_LOOKING = 4;

    private final SamplerOptions options;
    private final RecordingListener listener;
    private final Abandoned abandoned = new Abandoned();
    private final AtomicReference<@Nullable HostClient> newest = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Reboot> reboots = new ConcurrentLinkedQueue<>();
    private final Sessions<HostClient> sessions;
    private final StuckDomains stuck;
    private final Attempts attempts = new Attempts();
    private final Prober prober;
    private final ReportPeriods periods;
    private final SampleMaker maker;
    private final HostFacts facts;
    private final @Nullable FineTimes fineTimes;
    private String reason = "";

    /** Connects; an {@link InputException} says why that fails. */
    public HostSampler(SamplerOptions options, RecordingListener listener) {
        this.options = options;
        this.listener = listener;
        this.sessions = new Sessions<>("libvirt-calls", this::connect, HostSampler::lost, abandoned, System::nanoTime);
        this.stuck = new StuckDomains(listener);
        this.prober =
                new Prober(stuck, abandoned, options.deadline(), () -> LibvirtConnection.openReadOnly(options.uri()));
        this.periods = new ReportPeriods(Sampler.reportSeconds(options.interval()), options.setStatsPeriod(), listener);
        this.maker = new SampleMaker(new MemoryReports(periods::of));
        try {
            this.facts = sessions.call(START_LIMIT, client -> HostFacts.of(client.connection(), options.domains()));
        } catch (UnansweredException e) {
            String why = String.valueOf(e.getMessage());
            String what = "cannot reach libvirt at " + options.uri();
            throw new InputException(why.startsWith(what) ? why : what + ": " + why, e);
        }
        this.fineTimes = options.schedstat() && facts.here() ? new FineTimes(new VcpuThreadFinder(PROC)) : null;
    }

    /** On the session's own thread. The one before it may still hear of reboots until it is closed, but is not asked any more. */
    private HostClient connect() {
        HostClient client = new HostClient(options);
        HostClient before = newest.getAndSet(client);
        if (before != null) {
            reboots.addAll(before.reboots());
        }
        return client;
    }

    private static boolean lost(RuntimeException failure) {
        return failure instanceof LibvirtFault fault && fault.connectionLost();
    }

    /** What the host was when it was first reached. */
    public HostFacts facts() {
        return facts;
    }

    /** The reboots since the last call, in order. */
    public List<Reboot> reboots() {
        List<Reboot> heard = new ArrayList<>();
        for (Reboot reboot = reboots.poll(); reboot != null; reboot = reboots.poll()) {
            heard.add(reboot);
        }
        HostClient client = newest.get();
        if (client != null) {
            heard.addAll(client.reboots());
        }
        return heard;
    }

    @Override
    public Optional<Sample> sample(long tick) {
        long nanos = System.nanoTime();
        prober.go(nanos);
        Set<String> untouchable = stuck.untouchable();
        for (Attempt attempt : attempts.next(untouchable, !abandoned.full(), nanos)) {
            try {
                HostReading reading = read(attempt);
                reading.calls().forEach(listener::called);
                return Optional.of(make(tick, reading, attempt.asksGuests() ? untouchable : null));
            } catch (UnansweredException e) {
                reason = String.valueOf(e.getMessage());
                if (e.kind() == Kind.UNCONNECTED) {
                    return Optional.empty();
                }
                if (e.session() != null) {
                    stuck.overdue(e.session());
                    listener.called("overdue", options.deadline().toNanos());
                }
            } catch (LibvirtFault fault) {
                reason = String.valueOf(fault.getMessage());
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private HostReading read(Attempt attempt) {
        FineTimes fine = fineTimes;
        if (fine == null) {
            return call(options.deadline(), client -> attempt.reading().apply(client.reader()));
        }
        List<VcpuThread> threads = fine.threads();
        return call(options.deadline(), client -> {
                    long begin = System.nanoTime();
                    Map<VcpuThread, VcpuThread.Times> times = VcpuThread.read(threads);
                    HostReading reading = attempt.reading().apply(client.reader());
                    return new Both(reading, times, System.nanoTime() - begin);
                })
                .refine(fine);
    }

    /** What libvirt and what the kernel told at one tick. */
    private record Both(HostReading reading, Map<VcpuThread, VcpuThread.Times> times, long tookNanos) {
        HostReading refine(FineTimes fine) {
            return fine.refine(reading, times, tookNanos);
        }
    }

    /** @param spared UUIDs of the domains whose QEMU was not asked; null when none was */
    private Sample make(long tick, HostReading reading, @Nullable Set<String> spared) {
        attempts.see(reading);
        if (spared == null) {
            return maker.make(tick, reading, domain -> stuck.why(domain, StuckDomains.SPARED));
        }
        long nanos = System.nanoTime();
        stuck.see(reading, spared, nanos).ifPresent(elsewhere -> attempts.listingHangs(elsewhere, nanos));
        periods.look(reading, access(options.deadline()), options.interval().toNanos() / SHARE_FOR_LOOKING);
        return maker.make(tick, reading, domain -> stuck.why(domain, StuckDomains.BUSY));
    }

    @Override
    public String reason() {
        return reason;
    }

    private <T> T call(Duration deadline, Function<HostClient, T> call) {
        long before = sessions.reconnects();
        try {
            return sessions.call(deadline, call);
        } finally {
            if (sessions.reconnects() > before) {
                LOG.info("connected to libvirt again");
                listener.reconnected();
            }
        }
    }

    private ReportPeriods.Access access(Duration deadline) {
        return new ReportPeriods.Access() {
            @Override
            public <T> T call(Function<LibvirtConnection, T> call) {
                return HostSampler.this.call(deadline, client -> call.apply(client.connection()));
            }
        };
    }

    /** Puts the guests' report periods back and closes the connection; what does not answer is left behind. */
    @Override
    public void close() {
        periods.putBack(access(END_LIMIT));
        prober.close();
        sessions.close();
    }
}
