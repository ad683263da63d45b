package io.equipoise.replay.cases;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.CpuSet;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A test case: how it starts, what load it plays, on which host it is replayed, and what is expected.
 *
 * @param name as typed on the command line, such as {@code cpu-1}
 * @param title one sentence
 * @param guests how many guests play
 * @param vcpus vCPUs of each
 * @param start state of the guests before the load
 * @param baselineTicks ticks before the load's onset
 * @param stages stages of the load, one after another
 * @param tailTicks ticks recorded after the last stage, its load going on (memory held stays held)
 * @param replay the host that it is replayed on
 * @param expectations checks that a trace must hold
 * @param gradedAs the case whose expectations hold instead on a host of that many pCPUs; null when none does
 */
public record Case(
        String name,
        PolicyKind kind,
        String title,
        int guests,
        int vcpus,
        Start start,
        int baselineTicks,
        List<Stage> stages,
        int tailTicks,
        ReplayHost replay,
        List<Expectation> expectations,
        @Nullable GradedAs gradedAs) {

    public Case {
        stages = List.copyOf(stages);
        expectations = List.copyOf(expectations);
    }

    /**
     * How the guests stand before the load.
     *
     * @param placement where the vCPUs are; free in memory cases
     * @param balloonMib each guest's balloon; null in CPU cases, which leave the guests' memory open
     * @param maximumMib the most a balloon may hold; null in CPU cases
     */
    public record Start(
            Placement placement,
            @Nullable Long balloonMib,
            @Nullable Long maximumMib) {}

    /** Where the vCPUs are at the start; guests count in domain-id order. */
    public enum Placement {
        /** All on pCPU 0. */
        FIRST,
        /** Alternating between pCPU 0 and the last. */
        ENDS,
        /** The i-th on pCPU i mod n. */
        SPREAD,
        /** Every vCPU free to run on every pCPU. */
        FREE;

        /** Where each vCPU may run, by its position, counted from 0 in domain-id order; the pCPUs in ascending order. */
        public IntFunction<CpuSet> over(List<Integer> pcpus) {
            CpuSet first = CpuSet.of(pcpus.get(0));
            CpuSet last = CpuSet.of(pcpus.get(pcpus.size() - 1));
            CpuSet all = CpuSet.of(pcpus.stream().mapToInt(Integer::intValue).toArray());
            return switch (this) {
                case FIRST -> position -> first;
                case ENDS -> position -> position % 2 == 0 ? first : last;
                case SPREAD -> position -> CpuSet.of(pcpus.get(position % pcpus.size()));
                case FREE -> position -> all;
            };
        }
    }

    /** A stretch of the load: begins and ends by the clock. */
    public record Stage(int ticks, List<GuestLoad> loads) {
        public Stage {
            loads = List.copyOf(loads);
        }
    }

    /**
     * What a stage asks of some guests; guests not named by any go on as they were.
     *
     * @param guests numbers from 1: in domain-id order in CPU cases, in natural order of name in memory cases
     * @param cpu demand as a share of one pCPU; null in memory cases
     * @param open whether the CPU load keeps a timer's pace
     * @param memoryMib memory to hold at the end of {@code withinTicks}; null in CPU cases
     * @param withinTicks time over which the held memory changes evenly
     */
    public record GuestLoad(
            List<Integer> guests,
            @Nullable Double cpu,
            boolean open,
            @Nullable Long memoryMib,
            int withinTicks) {
        public GuestLoad {
            guests = List.copyOf(guests);
        }
    }

    /** On a host of {@code pcpus} pCPUs this case's start is that of the shipped case {@code caseName}. */
    public record GradedAs(int pcpus, String caseName) {}

    /** pCPUs, and the memory that all guests together may hold, MiB; null leaves it to the host. */
    public record ReplayHost(int pcpus, @Nullable Long memoryBudgetMib) {}

    /**
     * One check and its parameters.
     *
     * @param check which
     * @param stage number from 1 of the stage at whose end it is judged; null for the whole trace
     * @param guests whom it is about (who gains, gives, returns; the givers of {@code moves}); empty for all
     * @param to the receivers of {@code moves}
     * @param bound overrides the check's published bound, in the check's own unit; null keeps it
     * @param reason why it is expected
     */
    public record Expectation(
            CheckName check,
            @Nullable Integer stage,
            List<Integer> guests,
            List<Integer> to,
            @Nullable Double bound,
            String reason) {
        public Expectation {
            guests = List.copyOf(guests);
            to = List.copyOf(to);
        }
    }
}
