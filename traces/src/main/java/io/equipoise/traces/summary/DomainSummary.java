package io.equipoise.traces.summary;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import org.jspecify.annotations.Nullable;

/**
 * A domain over a trace; a range is null where no value is known.
 *
 * @param id the last one it had
 * @param vcpus the most it had
 * @param samples in which it was known
 * @param unanswered samples of which something is missing
 * @param currentKiB range of its balloon
 * @param unusedKiB range of its unused memory
 */
public record DomainSummary(
        String uuid,
        String name,
        int id,
        int vcpus,
        long samples,
        long unanswered,
        @Nullable Long maximumKiB,
        @Nullable Range currentKiB,
        @Nullable Range unusedKiB) {

    static DomainSummary with(@Nullable DomainSummary before, DomainSample domain) {
        MemorySample memory = domain.memory();
        Double current = memory == null || memory.currentKiB() == null ? null : (Double) (double) memory.currentKiB();
        Double unused = memory == null || memory.unusedKiB() == null ? null : (Double) (double) memory.unusedKiB();
        int missing = domain.missing() == null ? 0 : 1;
        if (before == null) {
            return new DomainSummary(
                    domain.uuid(),
                    domain.name(),
                    domain.id(),
                    domain.vcpus().size(),
                    1,
                    missing,
                    domain.maximumKiB(),
                    Range.with(null, current),
                    Range.with(null, unused));
        }
        return new DomainSummary(
                domain.uuid(),
                domain.name(),
                domain.id(),
                Math.max(before.vcpus, domain.vcpus().size()),
                before.samples + 1,
                before.unanswered + missing,
                domain.maximumKiB() == null ? before.maximumKiB : domain.maximumKiB(),
                Range.with(before.currentKiB, current),
                Range.with(before.unusedKiB, unused));
    }
}
