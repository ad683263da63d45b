package io.equipoise.cli;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.traces.InputException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bounds of the guards; the rubric's where nothing is said. */
final class LimitOptions {
    /** A day. */
    private static final long MOST_SECONDS = 86_400;

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

    @Option(
            names = "--ceiling",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "No balloon is given above this (default: the guest's maximum).")
    private @Nullable Long ceilingKiB;

    @Option(
            names = "--dead-band",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "A smaller change of a balloon is no action, but for who is below --unused (default: 1MiB).")
    private @Nullable Long deadBandKiB;

    @Option(
            names = "--stale",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "A guest whose newest report is older is left alone; whole seconds (default: 5s).")
    private @Nullable Duration stale;

    @Option(
            names = "--stuck",
            paramLabel = "TICKS",
            description = "A balloon that stands still for so long on its way is stuck (default: 5).")
    private @Nullable Integer stuckTicks;

    Limits limits() {
        Limits otherwise = room.limits();
        Limits limits = new Limits(
                otherwise.unusedKiB(),
                floorKiB == null ? otherwise.guestFloorKiB() : floorKiB,
                otherwise.reserveKiB(),
                largestTake == null ? otherwise.largestTake() : largestTake,
                largestGiveKiB == null ? otherwise.largestGiveKiB() : largestGiveKiB,
                ceilingKiB == null ? otherwise.guestCeilingKiB() : ceilingKiB,
                deadBandKiB == null ? otherwise.deadBandKiB() : deadBandKiB,
                stale == null ? otherwise.staleSeconds() : Math.toIntExact(Math.min(stale.toSeconds(), MOST_SECONDS)),
                stuckTicks == null ? otherwise.stuckSamples() : stuckTicks);
        if (!(limits.largestTake() > 0 && limits.largestTake() <= 1)) {
            throw new InputException("--largest-take " + limits.largestTake() + ": a share is above 0 and at most 1");
        }
        if (limits.largestGiveKiB() == 0) {
            throw new InputException(
                    "--largest-give 0: no guest could ever be given anything; write for example 256MiB");
        }
        if (limits.guestCeilingKiB() < limits.guestFloorKiB()) {
            throw new InputException("--ceiling is below the floor of " + limits.guestFloorKiB() / 1024
                    + " MiB: no guest could be given anything; name a higher one");
        }
        if (limits.staleSeconds() < 1 || (stale != null && stale.toNanosPart() != 0)) {
            throw new InputException("--stale: guests report every second; write whole seconds, for example 5s");
        }
        if (limits.stuckSamples() < 1) {
            throw new InputException("--stuck " + limits.stuckSamples() + ": write 1 tick or more");
        }
        return limits;
    }
}
