package io.equipoise.replay.evaluate;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.replay.run.ReplaySource;
import io.equipoise.traces.InputException;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the host to replay on; what is null is left to the case or the recording.
 *
 * @param pcpus of the model host
 * @param memoryBudgetKiB what the guests may hold together
 */
public record GivenHost(@Nullable Integer pcpus, @Nullable Long memoryBudgetKiB) {
    /** Says nothing. */
    public static final GivenHost NONE = new GivenHost(null, null);

    public GivenHost {
        if (pcpus != null && (pcpus < 1 || pcpus > ReplaySetup.MOST_PCPUS)) {
            throw new InputException("--pcpus " + pcpus + ": a host has 1 to " + ReplaySetup.MOST_PCPUS + " pCPUs");
        }
    }

    /** How a trace starts on it: as its case starts, or without one as recorded. */
    public ReplaySetup setup(@Nullable Case testCase, ReplaySource recorded) {
        ReplaySetup setup = testCase != null
                ? ReplaySetup.of(testCase)
                : pcpus != null ? ReplaySetup.asRecorded(recorded, pcpus) : ReplaySetup.asRecorded(recorded);
        setup = pcpus == null ? setup : setup.withPcpus(pcpus);
        return memoryBudgetKiB == null ? setup : setup.withMemoryBudgetKiB(memoryBudgetKiB);
    }
}
