package io.equipoise.coordinator;

import io.equipoise.coordinator.restore.RestorableHost;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * A host on demand: guests of one vCPU, whose pins and balloons take effect by the next observation, and whose reports
 * are a tick older than the balloon beside them, as in the field.
 */
public final class FakeHost implements RestorableHost {
    private static final long SECOND = 1_000_000_000L;

    /** What was asked of the host, in words. */
    public final List<String> actions = new ArrayList<>();

    /** What the host answers to every action. */
    public String answer = "ok";

    /** Whether it agrees to balloons and moves none, as with a guest that has no driver. */
    public boolean stuck;

    /** What the host has free, KiB; unknown when null. */
    public Long free;

    /** The state of every guest. */
    public DomainState state = DomainState.RUNNING;

    private final int pcpus;
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    public FakeHost(int pcpus) {
        this.pcpus = pcpus;
    }

    /** Adds a guest that uses, at each tick, so much memory (KiB). */
    public FakeHost with(String name, long currentKiB, LongUnaryOperator used) {
        guests.put(name, new Guest(guests.size() + 1, currentKiB, used, CpuSet.firstOf(pcpus)));
        return this;
    }

    public CpuSet affinity(String name) {
        return guests.get(name).affinity;
    }

    public long balloonKiB(String name) {
        return guests.get(name).target;
    }

    /** Starts a guest anew: a new id and fresh settings. */
    public void restart(String name) {
        Guest old = guests.get(name);
        guests.put(name, new Guest(old.id + guests.size(), old.current, old.used, CpuSet.firstOf(pcpus)));
    }

    public void destroy(String name) {
        guests.remove(name);
    }

    @Override
    public Sample observe(long tick) {
        return new Sample(
                tick,
                null,
                tick * SECOND,
                null,
                free == null ? HostSample.UNKNOWN : new HostSample(null, free, null),
                IntStream.range(0, pcpus)
                        .mapToObj(number -> new PcpuSample(number, 0L, tick * SECOND, null))
                        .toList(),
                guests.entrySet().stream()
                        .map(guest -> guest.getValue().observe(guest.getKey(), tick, state))
                        .toList());
    }

    @Override
    public Optional<Sample> sample(long tick) {
        return Optional.of(observe(tick));
    }

    @Override
    public String pin(String domain, int vcpu, CpuSet affinity) {
        actions.add("pin " + domain + " " + affinity);
        if (answer.equals("ok")) {
            guests.get(domain).affinity = affinity;
        }
        return answer;
    }

    @Override
    public String balloon(String domain, long kib) {
        actions.add("balloon " + domain + " " + kib);
        if (answer.equals("ok") && free != null) {
            free -= kib - guests.get(domain).target;
        }
        if (answer.equals("ok") && !stuck) {
            guests.get(domain).target = kib;
        }
        return answer;
    }

    @Override
    public String period(String domain, int seconds) {
        actions.add("period " + domain + " " + seconds);
        return answer;
    }

    private static final class Guest {
        private final int id;
        private final LongUnaryOperator used;
        private CpuSet affinity;
        private long current;
        private long target;

        Guest(int id, long current, LongUnaryOperator used, CpuSet affinity) {
            this.id = id;
            this.current = current;
            this.target = current;
            this.used = used;
            this.affinity = affinity;
        }

        DomainSample observe(String name, long tick, DomainState state) {
            long unused = Math.max(0, current - used.applyAsLong(tick));
            current = target;
            MemorySample memory =
                    new MemorySample(current, current, unused, unused, 0L, 0L, 0L, 0L, 0L, null, 1000 + tick, null);
            VcpuSample vcpu = new VcpuSample(0, tick * SECOND / 10, 0L, null, affinity, VcpuState.RUNNING);
            return new DomainSample(name, name, id, state, 0L, 2048 * 1024L, null, List.of(vcpu), memory, null);
        }
    }
}
