package io.equipoise.replay.grade;

import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.MemoryRoles;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.traces.LoadAsked;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much a consuming guest could be given in a stage, MiB.
 *
 * @param beyond growth of its need beyond what lay unused above the floor at the stage's start
 * @param room its maximum less its balloon then
 * @param share the host's free memory then, less the reserve, with the others' unused above the floor, shared by those
 *     that consume together
 * @param read what the growth of need was read from
 */
record ExpectedGain(double beyond, double room, double share, String read) {
    /** Less than this is a case badly set up, MiB. */
    static final double LEAST = 64;

    private static final double KIB_PER_MIB = 1024;

    double mib() {
        return Math.min(beyond, Math.min(room, share));
    }

    /** The three numbers and their source. */
    String evidence() {
        return "its need grew " + Words.mib(beyond) + " beyond what lay unused (" + read + "), its maximum left "
                + Words.mib(room) + ", host and others " + Words.mib(share);
    }

    static ExpectedGain of(Subject subject, GuestMemory guest, Span stage) {
        Reading start = guest.at(stage.start()).orElseThrow(() -> unknown(guest, "balloon", stage));
        Double maximum = MemoryRules.maximum(start, subject.testCase());
        if (start.unused() == null || start.balloon() == null) {
            throw unknown(guest, "unused memory", stage);
        }
        if (maximum == null) {
            throw unknown(guest, "maximum", stage);
        }
        Double asked = askedGrowth(subject, guest, stage);
        double growth = asked == null ? seenGrowth(guest, start, stage) : asked;
        return new ExpectedGain(
                growth - above(start),
                maximum - start.balloon(),
                share(subject, stage),
                asked == null ? "read from the guest" : "read from the load table");
    }

    private static double share(Subject subject, Span stage) {
        Double free = subject.freeMib(subject.sampleAt(stage.start()));
        if (free == null) {
            throw new Undecided("the host's free memory at tick " + stage.start() + " is not known");
        }
        List<Integer> consuming = MemoryRoles.consuming(subject.testCase(), stage.number());
        double others = IntStream.rangeClosed(1, subject.guests().size())
                .filter(guest -> !consuming.contains(guest))
                .mapToDouble(guest -> subject.guests()
                        .get(guest - 1)
                        .at(stage.start())
                        .map(ExpectedGain::above)
                        .orElse(0.0))
                .sum();
        return (free - MemoryRules.RESERVE + others) / Math.max(1, consuming.size());
    }

    private static double above(Reading reading) {
        return reading.unused() == null ? 0 : Math.max(0, reading.unused() - MemoryRules.FLOOR);
    }

    private static @Nullable Double askedGrowth(Subject subject, GuestMemory guest, Span stage) {
        Double before = null;
        Double most = null;
        for (LoadAsked load : subject.trace().loads()) {
            if (load.domain().equals(guest.name()) && load.memoryKiB() != null && load.tick() <= stage.end()) {
                double mib = load.memoryKiB() / KIB_PER_MIB;
                before = load.tick() <= stage.start() || before == null ? mib : before;
                most = most == null || load.tick() <= stage.start() ? mib : Math.max(most, mib);
            }
        }
        return before == null || most == null ? null : (Double) (most - before);
    }

    private static double seenGrowth(GuestMemory guest, Reading start, Span stage) {
        if (start.need() == null) {
            throw unknown(guest, "need", stage);
        }
        double first = start.need() + swapped(start);
        return guest.within(stage.start(), stage.end()).stream()
                .filter(reading -> reading.need() != null)
                .mapToDouble(reading -> (reading.need() == null ? 0 : reading.need()) + swapped(reading) - first)
                .max()
                .orElse(0);
    }

    private static double swapped(Reading reading) {
        return reading.swapped() == null ? 0 : reading.swapped();
    }

    private static Undecided unknown(GuestMemory guest, String what, Span stage) {
        return new Undecided("the " + what + " of " + guest.name() + " at tick " + stage.start() + " is not known");
    }
}
