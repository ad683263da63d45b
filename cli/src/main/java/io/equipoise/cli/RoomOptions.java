package io.equipoise.cli;

import io.equipoise.coordinator.policy.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What guests and host keep unused; the rubric's where nothing is said. */
final class RoomOptions {
    @Option(
            names = "--unused",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "A guest keeps at least this unused (default: 100MiB).")
    private @Nullable Long unusedKiB;

    @Option(
            names = "--reserve",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "The host keeps more than this free (default: 200MiB).")
    private @Nullable Long reserveKiB;

    /** These with the rubric's other bounds. */
    Limits limits() {
        Limits rubric = Limits.RUBRIC;
        return new Limits(
                unusedKiB == null ? rubric.unusedKiB() : unusedKiB,
                rubric.guestFloorKiB(),
                reserveKiB == null ? rubric.reserveKiB() : reserveKiB,
                rubric.largestTake(),
                rubric.largestGiveKiB(),
                rubric.guestCeilingKiB(),
                rubric.deadBandKiB(),
                rubric.staleSeconds(),
                rubric.stuckSamples());
    }
}
