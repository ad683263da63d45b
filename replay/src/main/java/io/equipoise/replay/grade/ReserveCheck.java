package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No growth of a balloon leaves the host, within its memory budget, with 200 MiB free or less. */
final class ReserveCheck implements Check {
    private static final long ROUNDING_KIB = 1024;

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        double bound = Subject.bound(expectation, MemoryRules.RESERVE);
        List<Sample> samples = subject.trace().samples();
        Double lowest = null;
        int unknown = 0;
        for (int i = 1; i < samples.size(); i++) {
            String grown = grown(samples.get(i - 1), samples.get(i));
            Double free = subject.freeMib(samples.get(i));
            if (free == null) {
                unknown += grown == null ? 0 : 1;
                continue;
            }
            lowest = lowest == null ? free : Double.valueOf(Math.min(lowest, free));
            if (grown != null && free <= bound) {
                return Judgement.of(
                        false,
                        "the balloon of " + grown + " grew at tick "
                                + samples.get(i).tick() + " and left the host " + Words.mib(free) + " free"
                                + budget(subject) + ", bound more than " + Words.mib(bound));
            }
        }
        if (unknown > 0) {
            return Judgement.undecided(
                    "the host's free memory is not known at " + unknown + " ticks at which a balloon grew");
        }
        return Judgement.of(
                true,
                "no balloon's growth left the host with " + Words.mib(bound) + " free or less"
                        + (lowest == null ? "" : "; the least it had was " + Words.mib(lowest))
                        + budget(subject));
    }

    private static String budget(Subject subject) {
        Long kib = subject.budget().kib();
        return kib == null ? " (no budget)" : " of its budget of " + Words.mib(kib / 1024.0);
    }

    /** The name of a domain whose balloon grew between the samples; null when none did. */
    private static @Nullable String grown(Sample earlier, Sample later) {
        for (DomainSample domain : later.domains()) {
            Long before = earlier.domain(domain.uuid())
                    .map(DomainSample::memory)
                    .map(MemorySample::currentKiB)
                    .orElse(null);
            Long after = domain.memory() == null ? null : domain.memory().currentKiB();
            if (before != null && after != null && after > before + ROUNDING_KIB) {
                return domain.name();
            }
        }
        return null;
    }
}
