package io.equipoise.recorder.sample;

import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.sample.VcpuThread.Times;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the kernel's own times of the vCPUs' threads in the place of libvirt's, which move in steps of 10 ms and are read
 * some time after the sample was asked. A thread is believed to be a vCPU's only as long as libvirt's values say the same.
 */
final class FineTimes {
    private static final Logger LOG = LoggerFactory.getLogger(FineTimes.class);

    /** libvirt adds up user and system time, each in whole steps of 10 ms; a running thread is charged at the next timer tick. */
    private static final long STEPS_NANOS = 30_000_000;

    private static final long SLACK_NANOS = 1_000_000;

    private static final long FIND_AGAIN_NANOS = 10_000_000_000L;

    private final VcpuThreadFinder finder;
    private final Map<Start, Guest> guests = new HashMap<>();

    /** One start of a domain. */
    private static final class Guest {
        private final Map<Integer, VcpuThread> threads = new HashMap<>();
        private final Set<Integer> fine = new HashSet<>();
        private boolean wrong;
        private boolean incomplete = true;
        private long soughtNanos;
    }

    FineTimes(VcpuThreadFinder finder) {
        this.finder = finder;
    }

    /** The threads to be read just before the next reading. */
    List<VcpuThread> threads() {
        return guests.values().stream()
                .filter(guest -> !guest.wrong)
                .flatMap(guest -> guest.threads.values().stream())
                .toList();
    }

    /**
     * The reading with finer times, as far as there are any.
     *
     * @param times of the threads just before it
     * @param tookNanos from reading the threads to the end of the reading
     */
    HostReading refine(HostReading reading, Map<VcpuThread, Times> times, long tookNanos) {
        List<DomainReading> domains = new ArrayList<>(reading.domains().size());
        for (DomainReading domain : reading.domains()) {
            Guest guest = guests.get(domain.start());
            domains.add(guest == null || guest.wrong ? domain : refine(domain, guest, times, tookNanos));
        }
        find(reading);
        return new HostReading(
                reading.utcMicros(),
                reading.monotonicNanos(),
                reading.callNanos(),
                reading.memory(),
                reading.pcpus(),
                domains,
                reading.calls());
    }

    private static DomainReading refine(
            DomainReading domain, Guest guest, Map<VcpuThread, Times> times, long tookNanos) {
        List<VcpuSample> vcpus = new ArrayList<>(domain.vcpus().size());
        List<String> missing = new ArrayList<>(domain.missing());
        for (VcpuSample vcpu : domain.vcpus()) {
            VcpuThread thread = guest.threads.get(vcpu.number());
            Times now = thread == null ? null : times.get(thread);
            boolean was = guest.fine.contains(vcpu.number());
            if (now == null) {
                guest.incomplete = true;
                // libvirt's own value may be a step behind the one before: a counter must not fall.
                vcpus.add(was ? with(vcpu, null) : vcpu);
                if (was) {
                    missing.add("vCPU " + vcpu.number() + ": its thread is gone");
                    guest.fine.remove(vcpu.number());
                }
            } else if (fits(vcpu, now, tookNanos, was)) {
                guest.fine.add(vcpu.number());
                vcpus.add(with(vcpu, now));
            } else {
                LOG.warn("{}: the thread of vCPU {} is not what libvirt tells of it", domain.name(), vcpu.number());
                guest.wrong = true;
                return domain;
            }
        }
        return new DomainReading(
                domain.uuid(),
                domain.name(),
                domain.id(),
                domain.values(),
                domain.answered(),
                domain.cpuShares(),
                vcpus,
                missing);
    }

    /** Whether libvirt's values lie between those of the thread before the call and what it may have reached in the call. */
    private static boolean fits(VcpuSample vcpu, Times now, long tookNanos, boolean was) {
        Long delay = vcpu.delayNanos();
        Long time = vcpu.timeNanos();
        if (delay == null || time == null) {
            return was;
        }
        return between(0, delay - now.delayNanos(), tookNanos + SLACK_NANOS)
                && between(-STEPS_NANOS, time - now.runNanos(), tookNanos + STEPS_NANOS);
    }

    private static boolean between(long least, long value, long most) {
        return least <= value && value <= most;
    }

    private static VcpuSample with(VcpuSample vcpu, @Nullable Times times) {
        return new VcpuSample(
                vcpu.number(),
                times == null ? null : (Long) times.runNanos(),
                times == null ? null : (Long) times.delayNanos(),
                vcpu.pcpu(),
                vcpu.affinity(),
                vcpu.state());
    }

    /** Looks for the threads of domains that have just started, or of which one was not there; not at every tick. */
    private void find(HostReading reading) {
        guests.keySet()
                .retainAll(reading.domains().stream().map(DomainReading::start).collect(Collectors.toSet()));
        long nanos = reading.monotonicNanos();
        Set<Start> sought = new HashSet<>();
        for (DomainReading domain : reading.domains()) {
            Guest guest = guests.get(domain.start());
            if (guest == null) {
                guest = new Guest();
                guests.put(domain.start(), guest);
                guest.soughtNanos = nanos - FIND_AGAIN_NANOS;
            }
            if (!guest.wrong && guest.incomplete && nanos - guest.soughtNanos >= FIND_AGAIN_NANOS) {
                sought.add(domain.start());
                guest.soughtNanos = nanos;
                guest.incomplete = false;
                guest.threads.clear();
            }
        }
        if (!sought.isEmpty()) {
            for (VcpuThread thread : finder.find(sought)) {
                Guest guest = guests.get(thread.start());
                if (guest != null) {
                    guest.threads.put(thread.vcpu(), thread);
                }
            }
        }
    }
}
