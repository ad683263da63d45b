package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.CheckName;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.replay.measure.Stages;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.replay.measure.UsageWindows;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trace under the eyes of its case.
 *
 * @param guests guest 1 first
 * @param budget of the trace's header, else of the case
 */
record Subject(
        MemoryTrace trace,
        Case testCase,
        BalanceRule rule,
        Stages stages,
        UsageWindows windows,
        List<GuestMemory> guests,
        MemoryBudget budget) {
    /** The trace must hold a sample. */
    static Subject of(MemoryTrace trace, Case testCase, Balance balance) {
        List<GuestMemory> guests = GuestOrder.of(testCase.kind(), trace.samples()).stream()
                .map(domain -> GuestMemory.of(trace, domain))
                .toList();
        double points = testCase.expectations().stream()
                .filter(expectation -> expectation.check() == CheckName.BALANCED)
                .map(expectation -> bound(expectation, BalanceRule.PUBLISHED))
                .findFirst()
                .orElse(BalanceRule.PUBLISHED);
        return new Subject(
                trace,
                testCase,
                new BalanceRule(balance, points),
                Stages.of(trace, testCase, guests),
                UsageWindows.of(trace),
                guests,
                MemoryRules.budget(trace, testCase));
    }

    /** The check's bound, unless the case sets another. */
    static double bound(Expectation expectation, double published) {
        return expectation.bound() == null ? published : expectation.bound();
    }

    long lastTick() {
        return trace.samples().get(trace.samples().size() - 1).tick();
    }

    /** The stage that the expectation is about, the first where it names none. */
    Span stage(Expectation expectation) {
        int number = expectation.stage() == null ? 1 : expectation.stage();
        return stages.of(number)
                .orElseThrow(() -> new Undecided("the trace ends at tick " + lastTick()
                        + (stages.marked() ? " before" : " and does not show when") + " stage " + number + " begins"));
    }

    /** These guests of the case, all where none are named. */
    List<GuestMemory> guests(List<Integer> numbers) {
        List<Integer> wanted = numbers.isEmpty()
                ? IntStream.rangeClosed(1, testCase.guests()).boxed().toList()
                : numbers;
        List<GuestMemory> found = new ArrayList<>();
        for (int number : wanted) {
            if (number > guests.size()) {
                throw new Undecided("guest " + number + " is missing: the trace shows " + guests.size() + " domains");
            }
            found.add(guests.get(number - 1));
        }
        return found;
    }

    /** Memory that may still be given at a sample, MiB; null where unknown. */
    @Nullable
    Double freeMib(Sample sample) {
        return MemoryRules.free(budget, sample);
    }

    /** The last sample at or before a tick. */
    Sample sampleAt(long tick) {
        Sample last = trace.samples().get(0);
        for (Sample sample : trace.samples()) {
            last = sample.tick() <= tick ? sample : last;
        }
        return last;
    }
}
