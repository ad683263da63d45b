package io.equipoise.replay.sweep;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The model host on which all traces of a sweep are replayed.
 *
 * @param pcpus null for the case's, or the recorded host's
 * @param memoryBudgetKiB what the guests may hold together; null for the case's, or what the recorded host had
 */
public record Shape(@Nullable Integer pcpus, @Nullable Long memoryBudgetKiB) {
    /** Each trace's own. */
    public static final Shape OWN = new Shape(null, null);

    public Shape {
        if (pcpus != null && (pcpus < 1 || pcpus > ReplaySetup.MOST_PCPUS)) {
            throw new InputException("--pcpus " + pcpus + ": a host has 1 to " + ReplaySetup.MOST_PCPUS + " pCPUs");
        }
    }

    /** How a trace starts on it. */
    ReplaySetup setup(@Nullable Case testCase, RecordedDemand recorded) {
        ReplaySetup setup = testCase != null
                ? ReplaySetup.of(testCase)
                : pcpus != null ? ReplaySetup.asRecorded(recorded, pcpus) : ReplaySetup.asRecorded(recorded);
        setup = pcpus == null ? setup : setup.withPcpus(pcpus);
        return memoryBudgetKiB == null ? setup : setup.withMemoryBudgetKiB(memoryBudgetKiB);
    }
}
