package io.equipoise.replay.evaluate;

import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.ReplaySetup;
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

    /** This host for guests that start as recorded. */
    ReplaySetup asRecorded(RecordedDemand recorded) {
        return over(pcpus == null ? ReplaySetup.asRecorded(recorded) : ReplaySetup.asRecorded(recorded, (int) pcpus));
    }

    /** A setup with what is said in place of its own. */
    ReplaySetup over(ReplaySetup setup) {
        ReplaySetup shaped = pcpus == null ? setup : setup.withPcpus(pcpus);
        return memoryBudgetKiB == null ? shaped : shaped.withMemoryBudgetKiB(memoryBudgetKiB);
    }
}
