package io.equipoise.recorder.view;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of a host of any size, a second apart. */
final class MadeHost {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L;

    private final int pcpus;
    private final List<Guest> guests = new ArrayList<>();

    /** Its vCPUs are pinned one by one from a pCPU on; each runs and waits these shares of the time. */
    private record Guest(
            String name,
            int vcpus,
            int pcpu,
            double run,
            double waited,
            @Nullable MemorySample memory,
            @Nullable String missing) {}

    MadeHost(int pcpus) {
        this.pcpus = pcpus;
    }

    MadeHost guest(String name, int vcpus, int pcpu, double run, double waited) {
        guests.add(new Guest(name, vcpus, pcpu, run, waited, memory(300L, START, null), null));
        return this;
    }

    /** A guest of which nothing is known but that it is there. */
    MadeHost silent(String name, String missing) {
        guests.add(new Guest(name, 0, 0, 0, 0, null, missing));
        return this;
    }

    /** A guest without a report: its balloon is known all the same. */
    MadeHost unreported(String name, String missing) {
        guests.add(new Guest(name, 1, 0, 0.5, 0, memory(null, 0, ReportFault.NO_DRIVER), missing));
        return this;
    }

    /** A guest whose reports have stopped. */
    MadeHost stale(String name) {
        guests.add(new Guest(name, 1, 0, 0, 0, memory(300L, START - 600, ReportFault.STALE), null));
        return this;
    }

    private static MemorySample memory(@Nullable Long unusedMib, long reported, @Nullable ReportFault fault) {
        Long unused = unusedMib == null ? null : (Long) (unusedMib * 1_024);
        return new MemorySample(512L * 1_024, null, unused, unused, null, 0L, 0L, null, null, null, reported, fault);
    }

    /** The samples of so many ticks. */
    List<Sample> samples(int ticks) {
        List<Sample> samples = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            List<PcpuSample> busy = new ArrayList<>();
            for (int pcpu = 0; pcpu < pcpus; pcpu++) {
                busy.add(new PcpuSample(pcpu, Math.round(tick * SECOND * busy(pcpu)), null, null));
            }
            samples.add(new Sample(
                    tick,
                    (START + tick) * 1_000_000,
                    tick * SECOND,
                    12_000_000L,
                    new HostSample(64L << 20, 32L << 20, null),
                    busy,
                    domains(tick)));
        }
        return samples;
    }

    /** The vCPUs pinned there, and a tenth of host load. */
    private double busy(int pcpu) {
        double busy = 0.1;
        for (Guest guest : guests) {
            for (int number = 0; number < guest.vcpus(); number++) {
                busy += (guest.pcpu() + number) % pcpus == pcpu ? guest.run() : 0;
            }
        }
        return Math.min(1, busy);
    }

    private List<DomainSample> domains(int tick) {
        List<DomainSample> domains = new ArrayList<>();
        for (Guest guest : guests) {
            List<VcpuSample> vcpus = new ArrayList<>();
            for (int number = 0; number < guest.vcpus(); number++) {
                int pcpu = (guest.pcpu() + number) % pcpus;
                vcpus.add(new VcpuSample(
                        number,
                        Math.round(tick * SECOND * guest.run()),
                        Math.round(tick * SECOND * guest.waited()),
                        pcpu,
                        CpuSet.of(pcpu),
                        VcpuState.RUNNING));
            }
            domains.add(new DomainSample(
                    "uuid " + guest.name(),
                    guest.name(),
                    domains.size() + 1,
                    DomainState.RUNNING,
                    null,
                    2L << 20,
                    null,
                    vcpus,
                    guest.memory(),
                    guest.missing()));
        }
        return domains;
    }
}
