package io.equipoise.replay.grade;

import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.MemoryRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule that nobody acted on a guest in want: whatever else is unknown, that fails {@code gains} and {@code moves}. */
final class StillBalloons {
    private static final double FELL = 64;

    private StillBalloons() {}

    /** The failure, if no balloon changed while one of the guests, not at its maximum, wanted memory. */
    static Optional<Judgement> judge(Subject subject, List<GuestMemory> guests, long fromTick, long toTick) {
        if (subject.guests().stream().anyMatch(guest -> moved(guest.within(fromTick, toTick)))) {
            return Optional.empty();
        }
        for (GuestMemory guest : guests) {
            String want = want(subject, guest.within(fromTick, toTick));
            if (want != null) {
                return Optional.of(Judgement.of(
                        false,
                        "no balloon changed in " + Words.ticks(fromTick, toTick) + " while " + guest.name() + " "
                                + want));
            }
        }
        return Optional.empty();
    }

    private static boolean moved(List<Reading> readings) {
        double[] balloons = readings.stream()
                .map(Reading::balloon)
                .filter(balloon -> balloon != null)
                .mapToDouble(Double::doubleValue)
                .toArray();
        for (double balloon : balloons) {
            if (Math.abs(balloon - balloons[0]) > MemoryRules.ROUNDING) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String want(Subject subject, List<Reading> readings) {
        Double first = null;
        for (Reading reading : readings) {
            Double unused = reading.unused();
            if (unused == null || MemoryRules.isAtMaximum(reading, subject.testCase())) {
                continue;
            }
            first = first == null ? unused : first;
            if (unused < MemoryRules.FLOOR) {
                return "had " + Words.mib(unused) + " unused at tick " + reading.tick() + ", below the floor of "
                        + Words.mib(MemoryRules.FLOOR);
            }
            if (first - unused >= FELL) {
                return "lost " + Words.mib(first - unused) + " of unused by tick " + reading.tick() + ", bound "
                        + Words.mib(FELL);
            }
        }
        return null;
    }
}
