package io.equipoise.replay.run;

import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.Decision;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The memory policy over guests whose need is laid down, MiB, and what came of it. */
final class HeadroomRun {
    static final long MIB = 1024;

    private final MemoryTrace trace;
    private final long budgetMib;

    private HeadroomRun(MemoryTrace trace, long budgetMib) {
        this.trace = trace;
        this.budgetMib = budgetMib;
    }

    /** Guests that start at 512 MiB. */
    static HeadroomRun of(int ticks, long budgetMib, Recording.Wish... needs) {
        return of(ticks, 512, budgetMib, host -> host, needs);
    }

    /** Guests that start with as much, on a host that may be changed. */
    static HeadroomRun of(
            int ticks, long startMib, long budgetMib, UnaryOperator<Host> changed, Recording.Wish... needs) {
        Recording recording = new Recording(2, ticks);
        for (Recording.Wish need : needs) {
            recording.memory(need);
        }
        RecordedDemand recorded = RecordedDemand.of(recording.trace());
        ReplaySetup setup = new ReplaySetup("made", 2, budgetMib * MIB, null, startMib * MIB);
        MemoryTrace.Builder result = new MemoryTrace.Builder(recorded.header());
        Host host = changed.apply(new ModelHost(recorded, setup, budgetMib * MIB));
        VirtualTicker ticker = new VirtualTicker();
        ticker.enter(recorded.samples());
        new ControlLoop(
                        host,
                        ticker,
                        List.of(new ActivePolicy(
                                "headroom",
                                Policies.named(PolicyKind.MEMORY, "headroom").create(),
                                Decision.Role.ACTIVE)),
                        LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(budgetMib * MIB)),
                        result)
                .run();
        return new HeadroomRun(result.build(), budgetMib);
    }

    int ticks() {
        return trace.samples().size();
    }

    int guests() {
        return trace.samples().get(0).domains().size();
    }

    MemorySample memory(int tick, int guest) {
        return trace.samples().get(tick).domains().get(guest).memory();
    }

    long balloon(int tick, int guest) {
        return memory(tick, guest).currentKiB() / MIB;
    }

    long unused(int tick, int guest) {
        return memory(tick, guest).unusedKiB() / MIB;
    }

    /** What the budget leaves, KiB. */
    long freeKiB(int tick) {
        return budgetMib * MIB
                - IntStream.range(0, guests())
                        .mapToLong(guest -> memory(tick, guest).currentKiB())
                        .sum();
    }

    long modelFreeKiB(int tick) {
        return trace.samples().get(tick).host().freeKiB();
    }

    /** What a guest swapped out in all. */
    long swapped(int guest) {
        return memory(ticks() - 1, guest).swapOutKiB() / MIB;
    }

    long ticksBelowTheFloor(int guest) {
        return IntStream.range(1, ticks())
                .filter(tick -> memory(tick, guest).unusedKiB() < 100 * MIB)
                .count();
    }

    /** Changes that were carried out on a guest after a tick. */
    List<Decision> actions(int guest, int after) {
        String uuid = "uuid-vm" + (guest + 1);
        return planned(after)
                .filter(row -> uuid.equals(row.domain()) && row.answer() != null)
                .toList();
    }

    /** Changes that were planned after a tick. */
    Stream<Decision> planned(int after) {
        return trace.decisions().stream().filter(row -> row.planned() != null && row.tick() > after);
    }
}
