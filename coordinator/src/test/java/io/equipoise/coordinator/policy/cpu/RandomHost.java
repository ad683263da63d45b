package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A host of a seed: guests of one or several vCPUs whose load wanders, that start, stop, pause and lose vCPUs; owners pin
 * and limit them; counters are missing at times.
 */
final class RandomHost {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_PCPUS = 12;
    private static final double RARELY = 0.01;

    private final SplittableRandom random;
    private final int[] pcpus;
    private final double[] own;
    private final long[] busy;
    private final List<Guest> guests = new ArrayList<>();
    private final boolean limited;
    private int ids;
    private int tick;

    RandomHost(long seed) {
        random = new SplittableRandom(seed);
        int first = random.nextInt(3);
        pcpus = IntStream.range(first, first + 2 + random.nextInt(MOST_PCPUS - 1))
                .toArray();
        own = random.doubles(pcpus.length, 0, 0.3).toArray();
        busy = new long[pcpus.length];
        limited = random.nextBoolean();
        for (int i = 4 + random.nextInt(5 * pcpus.length); i > 0; i--) {
            guests.add(new Guest());
        }
    }

    /** Lives through a second. */
    Sample next() {
        if (random.nextDouble() < RARELY) {
            guests.add(new Guest());
        }
        if (guests.size() > 2 && random.nextDouble() < RARELY) {
            guests.remove(random.nextInt(guests.size()));
        }
        for (int p = 0; p < busy.length; p++) {
            busy[p] += Math.round(own[p] * SECOND);
        }
        List<DomainSample> domains = new ArrayList<>();
        guests.forEach(guest -> domains.add(guest.next()));
        List<PcpuSample> samples = IntStream.range(0, pcpus.length)
                .mapToObj(p -> new PcpuSample(pcpus[p], busy[p], tick * SECOND - busy[p], null))
                .toList();
        return new Sample(tick, null, tick++ * SECOND, null, HostSample.UNKNOWN, samples, domains);
    }

    /** Sets what a plan asks for. */
    void carryOut(Pin pin) {
        for (Guest guest : guests) {
            if (guest.name.equals(pin.domain())) {
                guest.affinity[pin.vcpu()] = pin.affinity();
            }
        }
    }

    private @Nullable CpuSet anywhere() {
        double kind = random.nextDouble();
        int at = random.nextInt(pcpus.length);
        if (limited && kind < 0.3) {
            return CpuSet.of(pcpus[at], pcpus[random.nextInt(pcpus.length)]);
        }
        return kind < 0.5 ? CpuSet.of(pcpus) : kind < 0.52 ? null : CpuSet.of(pcpus[at]);
    }

    private final class Guest {
        private final int id = ++ids;
        private final String name = "vm" + id;
        private final @Nullable CpuSet[] affinity = new CpuSet[random.nextDouble() < 0.7 ? 1 : 1 + random.nextInt(4)];
        private final double[] load = new double[affinity.length];
        private final long[] ran = new long[affinity.length];
        private final long[] waited = new long[affinity.length];

        Guest() {
            for (int v = 0; v < affinity.length; v++) {
                affinity[v] = anywhere();
                load[v] = random.nextDouble() * random.nextDouble();
            }
        }

        DomainSample next() {
            List<VcpuSample> vcpus = new ArrayList<>();
            for (int v = 0; v < affinity.length; v++) {
                vcpus.add(vcpu(v));
            }
            DomainState state = random.nextDouble() < RARELY ? DomainState.PAUSED : DomainState.RUNNING;
            return new DomainSample(name, name, id, state, null, null, null, vcpus, null, null);
        }

        private VcpuSample vcpu(int v) {
            load[v] = Math.max(0, Math.min(1, load[v] + (random.nextDouble() - 0.5) / 20));
            double share = Math.min(load[v], 0.9);
            ran[v] += Math.round(share * SECOND);
            waited[v] += Math.round((1 - share) * 0.1 * random.nextDouble() * SECOND);
            if (random.nextDouble() < RARELY / 10) {
                affinity[v] = anywhere();
            }
            CpuSet on = affinity[v];
            int at = on == null || on.size() != 1 ? -1 : on.first() - pcpus[0];
            if (at >= 0) {
                busy[at] += Math.round(share * SECOND);
            }
            boolean shown = random.nextDouble() > RARELY / 20;
            VcpuState state = random.nextDouble() < RARELY / 10 ? VcpuState.OFFLINE : VcpuState.RUNNING;
            return new VcpuSample(v, shown ? ran[v] : null, waited[v], at < 0 ? null : on.first(), on, state);
        }
    }
}
