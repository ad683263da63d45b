package io.equipoise.traces.parquet;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Invented traces in which anything that may be null sometimes is. */
final class RandomTraces {
    private final Random random;

    RandomTraces(long seed) {
        this.random = new Random(seed);
    }

    MemoryTrace trace(int ticks) {
        MemoryTrace.Builder trace = new MemoryTrace.Builder(header());
        int domains = random.nextInt(5);
        int pcpus = random.nextInt(4);
        long tick = random.nextInt(20);
        for (int i = 0; i < ticks; i++) {
            trace.sample(sample(tick, pcpus, domains));
            if (random.nextInt(4) == 0) {
                trace.event(event(tick));
            }
            for (int d = 0; d < domains; d++) {
                long at = tick;
                trace.load(new LoadAsked(at, "vm" + d, maybe(random::nextDouble), random.nextBoolean(), maybeLong()));
                trace.decision(decision(at));
            }
            tick += random.nextInt(5) == 0 ? 1 + random.nextInt(30) : 1;
        }
        return trace.build();
    }

    private TraceHeader header() {
        return new TraceHeader(
                any(TraceHeader.Source.values()),
                "2024-05-06T07:08:09Z",
                new TraceHeader.HostShape(random.nextInt(9), maybeLong()),
                1 + random.nextInt(5_000),
                maybeText(),
                maybeText(),
                maybeText(),
                maybeText(),
                maybeText(),
                maybeLong(),
                maybeText(),
                maybeText());
    }

    private Sample sample(long tick, int pcpus, int domains) {
        List<PcpuSample> pcpuList = new ArrayList<>();
        for (int p = 0; p < pcpus; p++) {
            pcpuList.add(new PcpuSample(p, maybeLong(), maybeLong(), maybe(random::nextDouble)));
        }
        List<DomainSample> domainList = new ArrayList<>();
        for (int d = 0; d < domains; d++) {
            if (random.nextInt(8) > 0) {
                domainList.add(domain(d));
            }
        }
        HostSample host = new HostSample(maybeLong(), maybeLong(), maybeLong());
        return new Sample(tick, maybeLong(), random.nextLong(), maybeLong(), host, pcpuList, domainList);
    }

    private DomainSample domain(int d) {
        String name = "vm" + d;
        List<VcpuSample> vcpus = new ArrayList<>();
        for (int v = 0; v < d; v++) {
            vcpus.add(new VcpuSample(
                    v,
                    maybeLong(),
                    maybeLong(),
                    maybe(() -> random.nextInt(8)),
                    maybe(this::set),
                    any(VcpuState.values())));
        }
        return new DomainSample(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                name,
                d * 3 + 1,
                any(DomainState.values()),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                vcpus,
                maybe(this::memory),
                maybeText());
    }

    private MemorySample memory() {
        return new MemorySample(
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybeLong(),
                maybe(() -> any(ReportFault.values())));
    }

    private Event event(long tick) {
        Integer stage = maybe(() -> random.nextInt(5));
        return new Event(tick, maybeLong(), any(EventType.values()), maybeText(), stage, "détail " + random.nextInt(9));
    }

    private Decision decision(long tick) {
        return new Decision(
                tick,
                "lpt",
                any(Decision.Role.values()),
                maybeText(),
                maybe(() -> random.nextInt(5)),
                maybe(this::value),
                maybe(this::value),
                maybeText(),
                maybeText(),
                maybeLong(),
                maybeText(),
                maybe(this::value),
                maybeLong(),
                maybeLong(),
                maybeText());
    }

    private Decision.Value value() {
        return random.nextBoolean() ? Decision.Value.of(set()) : Decision.Value.ofKiB(random.nextInt(1 << 20));
    }

    private CpuSet set() {
        CpuSet set = CpuSet.EMPTY;
        return random.nextInt(5) == 0 ? set : CpuSet.of(random.nextInt(8), random.nextInt(8), random.nextInt(70));
    }

    private Long maybeLong() {
        return maybe(() -> random.nextInt(3) == 0 ? random.nextLong() >>> 1 : (long) random.nextInt(1_000_000));
    }

    private String maybeText() {
        return maybe(() ->
                any(List.of("", "a", "two words", "ümlaut", "x".repeat(300)).toArray(new String[0])));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
