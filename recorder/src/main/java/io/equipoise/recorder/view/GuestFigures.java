package io.equipoise.recorder.view;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.MemoryNeed;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One guest as of the newest sample, and its time since earlier ones. */
record GuestFigures(DomainSample domain, List<VcpuFigures> vcpus, CpuFigures cpu, MemoryFigures memory, Health health) {

    /**
     * Its memory, KiB; null while unknown.
     *
     * @param swappedKiB at most so much of it lies in swap
     * @param doubtful whether its report cannot be relied on
     * @param swapping whether what lies in swap grew since the sample before
     * @param ageSeconds of its report; -1 when it never reported
     */
    record MemoryFigures(
            @Nullable Long balloonKiB,
            @Nullable Long unusedKiB,
            boolean doubtful,
            @Nullable Long swappedKiB,
            boolean swapping,
            @Nullable Long ageSeconds) {

        static MemoryFigures of(Sample sample, DomainSample domain, @Nullable DomainSample before) {
            MemorySample memory = domain.memory();
            if (memory == null) {
                return new MemoryFigures(null, null, false, null, false, null);
            }
            Long swapped = swapped(memory);
            Long earlier = before == null || before.memory() == null ? null : swapped(before.memory());
            return new MemoryFigures(
                    memory.currentKiB(),
                    memory.unusedKiB(),
                    memory.fault() != null,
                    swapped,
                    swapped != null && earlier != null && swapped > earlier,
                    age(sample, memory));
        }

        private static @Nullable Long swapped(MemorySample memory) {
            MemoryNeed need = memory.swapOutKiB() == null ? null : MemoryNeed.of(memory, memory.currentKiB());
            return need == null ? null : (Long) need.swappedAtMostKiB();
        }

        private static @Nullable Long age(Sample sample, MemorySample memory) {
            Long reported = memory.reportedAt();
            if (reported == null || sample.utcMicros() == null) {
                return null;
            }
            return reported == 0 ? -1 : Math.max(0, sample.utcMicros() / 1_000_000 - reported);
        }
    }

    /** How far a guest can be looked into. */
    enum Health {
        WELL,
        /** Nothing is known of its memory, not even its balloon. */
        SILENT,
        /** The balloon is known, the guest's own report is not. */
        UNREPORTED,
        /** Its reports have stopped. */
        STALE;

        /** Sources that tell no reasons, such as monitors' logs, have no faults either. */
        static Health of(DomainSample domain) {
            MemorySample memory = domain.memory();
            if (memory == null) {
                return domain.missing() == null ? WELL : SILENT;
            }
            if (memory.fault() == ReportFault.STALE) {
                return STALE;
            }
            boolean never = memory.unusedKiB() == null && domain.missing() != null;
            return never || Objects.equals(memory.reportedAt(), 0L) ? UNREPORTED : WELL;
        }
    }

    String name() {
        return domain.name();
    }

    /** What somebody should know of it; empty when all is well. */
    String note() {
        DomainState state = domain.state();
        boolean runs = state == DomainState.RUNNING || state == DomainState.BLOCKED || state == DomainState.UNKNOWN;
        String words = runs ? "" : state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String missing = domain.missing() == null ? "" : domain.missing();
        return words + (words.isEmpty() || missing.isEmpty() ? "" : "; ") + missing;
    }

    /** The pCPUs where its vCPUs were seen. */
    CpuSet seen() {
        BitSet seen = new BitSet();
        vcpus.stream().map(VcpuFigures::pcpu).filter(Objects::nonNull).forEach(seen::set);
        return CpuSet.of(seen);
    }

    /** The pCPUs where any of its vCPUs may run. */
    CpuSet allowed() {
        BitSet allowed = new BitSet();
        vcpus.stream()
                .map(VcpuFigures::affinity)
                .filter(Objects::nonNull)
                .flatMapToInt(CpuSet::stream)
                .forEach(allowed::set);
        return CpuSet.of(allowed);
    }

    static @Nullable Long sum(List<GuestFigures> guests, Function<GuestFigures, @Nullable Long> figure) {
        return guests.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }
}
