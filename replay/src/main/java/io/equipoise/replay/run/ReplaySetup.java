package io.equipoise.replay.run;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The host on which a trace is replayed and how its guests start there.
 *
 * @param caseName the case that the replay is to be graded by; null without one
 * @param pcpus of the model host
 * @param memoryBudgetKiB what the guests may hold together; null leaves it to what the recorded host had free
 * @param placement where the vCPUs start; null starts them as recorded
 * @param balloonKiB where every balloon starts, or at its maximum where that is less; null starts them as recorded, and
 *     so does {@link #AT_MAXIMUM} where a maximum is unknown
 */
public record ReplaySetup(
        @Nullable String caseName,
        int pcpus,
        @Nullable Long memoryBudgetKiB,
        @Nullable Placement placement,
        @Nullable Long balloonKiB) {
    /** The most pCPUs that a model host may have. */
    public static final int MOST_PCPUS = 4096;

    /** Starts every balloon at its maximum. */
    static final long AT_MAXIMUM = Long.MAX_VALUE;

    private static final long MIB = 1024;

    public ReplaySetup {
        if (pcpus < 1 || pcpus > MOST_PCPUS) {
            throw new IllegalArgumentException("a host has 1 to " + MOST_PCPUS + " pCPUs, not " + pcpus);
        }
    }

    /** The start and replay host of a case. */
    public static ReplaySetup of(Case testCase) {
        Long budget = testCase.replay().memoryBudgetMib();
        Long balloon = testCase.start().balloonMib();
        return new ReplaySetup(
                testCase.name(),
                testCase.replay().pcpus(),
                budget == null ? null : budget * MIB,
                testCase.start().placement(),
                balloon == null ? null : balloon * MIB);
    }

    /** The recorded host's own shape and the guests as its first samples show them. */
    public static ReplaySetup asRecorded(Trace trace) {
        return asRecorded(RecordedDemand.of(trace));
    }

    /** The same of a trace that was opened for replays already. */
    public static ReplaySetup asRecorded(ReplaySource recorded) {
        int pcpus = recorded.pcpus().length;
        if (pcpus == 0) {
            throw new InputException(
                    recorded.name() + ": does not say how many pCPUs its host has; name them with --pcpus");
        }
        return asRecorded(recorded, pcpus);
    }

    /** The guests as the first samples show them, on a host of this many pCPUs. */
    public static ReplaySetup asRecorded(ReplaySource recorded, int pcpus) {
        TraceHeader header = recorded.header();
        return new ReplaySetup(header.caseName(), pcpus, header.memoryBudgetKiB(), null, null);
    }

    public ReplaySetup withPcpus(int count) {
        return new ReplaySetup(caseName, count, memoryBudgetKiB, placement, balloonKiB);
    }

    public ReplaySetup withMemoryBudgetKiB(@Nullable Long budget) {
        return new ReplaySetup(caseName, pcpus, budget, placement, balloonKiB);
    }

    /** The same with every balloon that a case would start elsewhere at its maximum. */
    ReplaySetup withBalloonsAtMaximum() {
        return balloonKiB == null
                ? this
                : new ReplaySetup(caseName, pcpus, memoryBudgetKiB, placement, (Long) AT_MAXIMUM);
    }
}
