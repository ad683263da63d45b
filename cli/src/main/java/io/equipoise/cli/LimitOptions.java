package io.equipoise.cli;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.traces.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bounds of the guards; the rubric's where nothing is said. */
final class LimitOptions {
    @Mixin
    private RoomOptions room;

    @Option(
            names = "--floor",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "No balloon goes below this (default: 200MiB).")
    private @Nullable Long floorKiB;

    @Option(
            names = "--largest-take",
            paramLabel = "SHARE",
            description = "Largest share of a guest's unused memory that one step takes (default: 0.25).")
    private @Nullable Double largestTake;

    @Option(
            names = "--largest-give",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "The most that one step gives a guest (default: 256MiB).")
    private @Nullable Long largestGiveKiB;

    Limits limits() {
        Limits otherwise = room.limits();
        Limits limits = new Limits(
                otherwise.unusedKiB(),
                floorKiB == null ? otherwise.guestFloorKiB() : floorKiB,
                otherwise.reserveKiB(),
                largestTake == null ? otherwise.largestTake() : largestTake,
                largestGiveKiB == null ? otherwise.largestGiveKiB() : largestGiveKiB);
        if (!(limits.largestTake() > 0 && limits.largestTake() <= 1)) {
            throw new InputException("--largest-take " + limits.largestTake() + ": a share is above 0 and at most 1");
        }
        if (limits.largestGiveKiB() == 0) {
            throw new InputException(
                    "--largest-give 0: no guest could ever be given anything; write for example 256MiB");
        }
        return limits;
    }
}
