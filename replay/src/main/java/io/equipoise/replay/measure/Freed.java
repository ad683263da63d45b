package io.equipoise.replay.measure;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a guest freed in a stage.
 *
 * @param endTick the first tick at which it has freed all
 * @param mib fall of its need (balloon less usable or unused memory) from the stage's start to shortly after the end
 * @param read what the end was read from
 */
public record Freed(long endTick, double mib, String read) {
    /** A guest's report of its memory may be this late, ticks. */
    private static final int LATE = 3;

    private static final double CASE_TICK_MILLIS = 1000;

    /** Empty when the guest is not seen to free anything. */
    public static Optional<Freed> of(
            MemoryTrace trace, Case testCase, GuestMemory guest, int number, Span stage, boolean marked) {
        OptionalLong asked = askedEnd(trace, guest, stage);
        if (asked.isPresent()) {
            return Optional.of(new Freed(asked.getAsLong(), fall(guest, stage, asked.getAsLong()), "load table"));
        }
        int within = MemoryRoles.withinTicks(testCase, number, stage.number());
        if (marked && within > 0) {
            long end = stage.begin()
                    + Math.round(within * CASE_TICK_MILLIS / trace.header().intervalMillis());
            return Optional.of(new Freed(end, fall(guest, stage, end), "stage event"));
        }
        OptionalLong before = Freeing.largest(guest, stage.begin(), Long.MAX_VALUE);
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(new Freed(
                        before.getAsLong() + 1, fall(guest, stage, before.getAsLong() + 1), "largest rise of unused"));
    }

    /** The first tick of the stage at which the load asks for no more than it does at the stage's end. */
    private static OptionalLong askedEnd(MemoryTrace trace, GuestMemory guest, Span stage) {
        List<LoadAsked> loads = trace.loads().stream()
                .filter(load -> load.domain().equals(guest.name()) && load.memoryKiB() != null)
                .filter(load -> load.tick() >= stage.start() && load.tick() <= stage.end())
                .toList();
        if (loads.isEmpty()) {
            return OptionalLong.empty();
        }
        long last = Objects.requireNonNull(loads.get(loads.size() - 1).memoryKiB());
        boolean frees = Objects.requireNonNull(loads.get(0).memoryKiB()) > last;
        return !frees
                ? OptionalLong.empty()
                : loads.stream()
                        .filter(load -> Objects.requireNonNull(load.memoryKiB()) <= last)
                        .mapToLong(LoadAsked::tick)
                        .filter(tick -> tick >= stage.begin())
                        .min();
    }

    private static double fall(GuestMemory guest, Span stage, long end) {
        double before = guest.at(stage.start()).map(Reading::need).orElse(0.0);
        return guest.within(stage.begin(), end + LATE).stream()
                .map(Reading::need)
                .filter(Objects::nonNull)
                .mapToDouble(need -> before - need)
                .max()
                .orElse(0);
    }
}
