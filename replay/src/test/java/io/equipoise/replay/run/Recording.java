package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test data that looks like a recording: guests of one vCPU whose demand and need are laid down, on an idle host. */
final class Recording {
    static final long MIB = 1024;
    static final long SECOND = 1_000_000_000;
    static final long EPOCH = 1_700_000_000;

    private final int pcpus;
    private final int ticks;
    private final List<Event> events = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private double hostLoad;
    private Wish waits = tick -> 0;
    private long swapOutMib;
    private String caseName = "test-case";

    Recording(int pcpus, int ticks) {
        this.pcpus = pcpus;
        this.ticks = ticks;
    }

    /** What a guest wants in the interval that ends at a tick. */
    interface Wish {
        double at(int tick);
    }

    private record Guest(String name, Wish demand, @Nullable Wish needMib, int first, int last) {}

    Recording cpu(Wish demand) {
        return guest(demand, null, 0, ticks - 1);
    }

    Recording memory(Wish needMib) {
        return guest(tick -> 0.02, needMib, 0, ticks - 1);
    }

    Recording guest(Wish demand, @Nullable Wish needMib, int first, int last) {
        guests.add(new Guest("vm" + (guests.size() + 1), demand, needMib, first, last));
        return this;
    }

    Recording hostLoad(double perPcpu) {
        hostLoad = perPcpu;
        return this;
    }

    /** The share of the interval that ends at a tick which every vCPU waits. */
    Recording waits(Wish share) {
        waits = share;
        return this;
    }

    Recording swappedOut(long mib) {
        swapOutMib = mib;
        return this;
    }

    Recording of(String name) {
        caseName = name;
        return this;
    }

    Recording event(int tick, EventType type) {
        events.add(new Event(tick, null, type, null, null, ""));
        return this;
    }

    MemoryTrace trace() {
        List<Sample> samples = new ArrayList<>();
        double[] ran = new double[guests.size()];
        double busy = 0;
        double waited = 0;
        for (int t = 0; t < ticks; t++) {
            List<DomainSample> domains = new ArrayList<>();
            waited += t > 0 ? waits.at(t) * SECOND : 0;
            for (int g = 0; g < guests.size(); g++) {
                Guest guest = guests.get(g);
                if (t >= guest.first() && t <= guest.last()) {
                    double share = t > guest.first() ? guest.demand().at(t) : 0;
                    ran[g] += share * SECOND;
                    busy += share * SECOND;
                    domains.add(domain(guest, g, t, Math.round(ran[g]), Math.round(waited)));
                }
            }
            busy += t > 0 ? hostLoad * pcpus * SECOND : 0;
            List<PcpuSample> host = new ArrayList<>();
            for (int p = 0; p < pcpus; p++) {
                long each = Math.round(busy / pcpus);
                host.add(new PcpuSample(p, each, t * SECOND - each, null));
            }
            samples.add(new Sample(
                    t,
                    (EPOCH + t) * 1_000_000 + 300_000,
                    t * SECOND,
                    null,
                    new HostSample(16_384 * MIB, 8_192 * MIB, null),
                    host,
                    domains));
        }
        LoadAsked load = new LoadAsked(0, "vm1", 0.999, false, null);
        return new MemoryTrace(header(), samples, events, List.of(load), List.of());
    }

    private DomainSample domain(Guest guest, int number, int tick, long ranNanos, long waitedNanos) {
        CpuSet affinity = CpuSet.firstOf(pcpus);
        return new DomainSample(
                "uuid-" + guest.name(),
                guest.name(),
                number + 1,
                DomainState.RUNNING,
                ranNanos,
                2048 * MIB,
                null,
                List.of(new VcpuSample(0, ranNanos, waitedNanos, 0, affinity, VcpuState.RUNNING)),
                guest.needMib() == null ? null : memory(guest.needMib(), tick),
                null);
    }

    /** A report of the tick before, of a guest with 60 MiB of watermarks, 30 MiB of kernel and no caches to give up. */
    private MemorySample memory(Wish needMib, int tick) {
        int reported = Math.max(0, tick - 1);
        long usable = 2048 * MIB - Math.round(needMib.at(reported) * MIB);
        return new MemorySample(
                2048 * MIB,
                2018 * MIB,
                usable,
                usable + 60 * MIB,
                20 * MIB,
                0L,
                swapOutMib * MIB,
                5L,
                100L + tick,
                null,
                EPOCH + reported,
                null);
    }

    private TraceHeader header() {
        return new TraceHeader(
                TraceHeader.Source.TRIAL,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(pcpus, 16_384 * MIB),
                1000,
                "kernel",
                "libvirt",
                "tcg",
                caseName,
                "none",
                null,
                "test data",
                null);
    }

    /** The domain as it is after another start. */
    static DomainSample startedAnew(DomainSample domain, int id) {
        return new DomainSample(
                domain.uuid(),
                domain.name(),
                id,
                domain.state(),
                domain.cpuTimeNanos(),
                domain.maximumKiB(),
                domain.cpuShares(),
                domain.vcpus(),
                domain.memory(),
                domain.missing());
    }
}
