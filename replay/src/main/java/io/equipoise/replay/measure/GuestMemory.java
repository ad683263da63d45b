package io.equipoise.replay.measure;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One guest's memory over time. */
public record GuestMemory(String uuid, String name, List<Reading> readings) {
    private static final double KIB_PER_MIB = 1024;

    public GuestMemory {
        readings = List.copyOf(readings);
    }

    /**
     * The guest's memory at a tick, MiB.
     *
     * @param need balloon less usable memory, or less unused memory where usable is unknown
     * @param swapped upper bound of what lies in swap
     * @param maximum the most the balloon may hold
     */
    public record Reading(
            long tick,
            @Nullable Double balloon,
            @Nullable Double unused,
            @Nullable Double need,
            @Nullable Double swapped,
            @Nullable Double maximum) {}

    /** The series of a domain; a tick at which it is absent has no reading. */
    public static GuestMemory of(MemoryTrace trace, DomainSample domain) {
        List<Reading> readings = new ArrayList<>();
        for (Sample sample : trace.samples()) {
            sample.domain(domain.uuid()).ifPresent(seen -> readings.add(reading(sample.tick(), seen)));
        }
        return new GuestMemory(domain.uuid(), domain.name(), readings);
    }

    /** The last reading with a balloon at or before a tick. */
    public Optional<Reading> at(long tick) {
        Reading last = null;
        for (Reading reading : readings) {
            if (reading.tick() > tick) {
                break;
            }
            last = reading.balloon() == null ? last : reading;
        }
        return Optional.ofNullable(last);
    }

    /** The readings of a stretch of ticks, both ends included. */
    public List<Reading> within(long fromTick, long toTick) {
        return readings.stream()
                .filter(reading -> reading.tick() >= fromTick && reading.tick() <= toTick)
                .toList();
    }

    private static Reading reading(long tick, DomainSample domain) {
        MemorySample memory = domain.memory();
        if (memory == null) {
            return new Reading(tick, null, null, null, null, mib(domain.maximumKiB()));
        }
        Double balloon = mib(memory.currentKiB());
        Double left = mib(memory.usableKiB() == null ? memory.unusedKiB() : memory.usableKiB());
        Double out = mib(memory.swapOutKiB());
        Double in = mib(memory.swapInKiB());
        return new Reading(
                tick,
                balloon,
                mib(memory.unusedKiB()),
                balloon == null || left == null ? null : (Double) (balloon - left),
                out == null ? null : (Double) Math.max(0, out - (in == null ? 0 : in)),
                mib(domain.maximumKiB()));
    }

    private static @Nullable Double mib(@Nullable Long kib) {
        return kib == null ? null : (Double) (kib / KIB_PER_MIB);
    }
}
