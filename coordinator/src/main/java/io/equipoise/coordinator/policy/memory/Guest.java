package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.List;
import java.util.Optional;

/** A running guest whose balloon and unused memory are known, KiB. */
record Guest(String uuid, long currentKiB, long unusedKiB, long maximumKiB, MemorySample memory) {

    /** Those at this tick, in domain-id order. */
    static List<Guest> of(Sample sample) {
        return sample.domains().stream().flatMap(domain -> of(domain).stream()).toList();
    }

    private static Optional<Guest> of(DomainSample domain) {
        MemorySample memory = domain.memory();
        boolean runs = domain.state() == DomainState.RUNNING || domain.state() == DomainState.BLOCKED;
        if (!runs || memory == null || memory.currentKiB() == null || memory.unusedKiB() == null) {
            return Optional.empty();
        }
        return domain.maximumKiB() == null
                ? Optional.empty()
                : Optional.of(
                        new Guest(domain.uuid(), memory.currentKiB(), memory.unusedKiB(), domain.maximumKiB(), memory));
    }

    /** What is not unused. */
    long usedKiB() {
        return currentKiB - unusedKiB;
    }

    /** What it cannot do without: what is used, but for caches that can be dropped. */
    long neededKiB() {
        Long usable = memory.usableKiB();
        return usable == null ? usedKiB() : currentKiB - Math.max(usable, unusedKiB);
    }

    /** The balloon at another size. */
    Balloon balloon(long kib, String reason) {
        return new Balloon(uuid, kib, reason);
    }
}
