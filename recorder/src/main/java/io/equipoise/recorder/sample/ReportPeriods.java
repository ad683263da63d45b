package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.session.UnansweredException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows how often guests report their memory, makes them report often enough where that is wanted, and puts their own periods back at the end. */
final class ReportPeriods {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPeriods.class);

    /** A period may be set or unset by others meanwhile. */
    private static final long LOOK_AGAIN_NANOS = 60_000_000_000L;

    private final int seconds;
    private final boolean set;
    private final RecordingListener listener;
    private final Map<Start, Known> known = new HashMap<>();
    private final Map<Start, Changed> changed = new HashMap<>();

    private record Known(@Nullable DomainXml xml, @Nullable Long report, long nanos) {}

    private record Changed(String name, int before) {}

    /** How a connection is reached; what it throws is the caller's to understand. */
    interface Access {
        <T> T call(Function<LibvirtConnection, T> call);
    }

    /**
     * @param set whether guests that report more seldom than every so many seconds are asked for more
     * @param listener hears of each guest before it is asked
     */
    ReportPeriods(int seconds, boolean set, RecordingListener listener) {
        this.seconds = seconds;
        this.set = set;
        this.listener = listener;
    }

    /** What is unset, and what to do about it. */
    static String unset(String name) {
        return name + "'s statistics period is unset: record with --set-stats-period, or virsh dommemstat " + name
                + " --period 1 --live";
    }

    /** The domain's description; null when it was not read yet. */
    @Nullable
    DomainXml of(Start start) {
        Known now = known.get(start);
        return now == null ? null : now.xml();
    }

    /** Looks at domains that just started, that report unexpectedly, or were last looked at long ago, until the time is used up. */
    void look(HostReading reading, Access access, long nanosToUse) {
        known.keySet()
                .retainAll(reading.domains().stream().map(DomainReading::start).collect(Collectors.toSet()));
        long begin = System.nanoTime();
        for (DomainReading domain : reading.domains()) {
            if (domain.answered() && due(domain, reading.monotonicNanos())) {
                if (System.nanoTime() - begin > nanosToUse) {
                    return;
                }
                look(domain, reading.monotonicNanos(), access);
            }
        }
    }

    private boolean due(DomainReading domain, long nanos) {
        Known last = known.get(domain.start());
        if (last == null || nanos - last.nanos() > LOOK_AGAIN_NANOS) {
            return true;
        }
        Long report = domain.values().get("balloon.last-update");
        boolean reports = report != null && !report.equals(last.report());
        return reports && last.xml() != null && last.xml().reportSeconds() == 0;
    }

    private void look(DomainReading domain, long nanos, Access access) {
        Known last = known.get(domain.start());
        DomainXml xml = last == null ? null : last.xml();
        try {
            DomainXml now = access.call(connection -> DomainXml.of(connection.connect(), domain.uuid()));
            xml = now;
            if (set && now.balloon() && (now.reportSeconds() == 0 || now.reportSeconds() > seconds)) {
                listener.changing(domain.uuid(), domain.id(), domain.name(), now.reportSeconds());
                // Noted before it is done: a call that is given up may be carried out all the same.
                changed.putIfAbsent(domain.start(), new Changed(domain.name(), now.reportSeconds()));
                access.call(connection -> period(connection, domain.uuid(), domain.id(), seconds));
                xml = new DomainXml(now.type(), true, seconds);
            } else if (last == null && now.balloon() && now.reportSeconds() == 0) {
                LOG.warn("{}", unset(domain.name()));
            }
        } catch (LibvirtFault fault) {
            LOG.warn("no fresh memory reports: {}", Faults.reason(fault));
        } catch (UncheckedIOException e) {
            LOG.warn("{} is not asked for memory reports: {}", domain.name(), e.getMessage());
        } catch (UnansweredException e) {
            LOG.debug("{}: period not known: {}", domain.name(), e.getMessage());
        }
        known.put(domain.start(), new Known(xml, domain.values().get("balloon.last-update"), nanos));
    }

    /** Sets the period of this very start of a domain; nothing where it is over. */
    private static boolean period(LibvirtConnection connection, String uuid, int id, int seconds) {
        try (DomainHandle domain = connection.domain(uuid)) {
            if (domain.id() == id) {
                domain.reportPeriod(seconds);
            }
            return true;
        } catch (LibvirtFault fault) {
            if (fault.noDomain()) {
                return true;
            }
            throw fault;
        }
    }

    /** Puts back what was changed; guests for which that fails go on reporting, and a message says how to stop them. */
    void putBack(Access access) {
        changed.forEach((start, change) -> {
            try {
                access.call(connection -> period(connection, start.uuid(), start.id(), change.before()));
                listener.changedBack(start.uuid(), start.id());
            } catch (UncheckedIOException e) {
                LOG.warn("{} reports as before, but that cannot be noted: {}", change.name(), e.getMessage());
            } catch (LibvirtFault | UnansweredException e) {
                LOG.warn(
                        "{} goes on reporting its memory every {} s ({}): virsh dommemstat {} --period {} --live",
                        change.name(),
                        seconds,
                        e.getMessage(),
                        change.name(),
                        change.before());
            }
        });
        changed.clear();
    }
}
