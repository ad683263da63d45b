package io.equipoise.coordinator.policy.memory;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.ConfiguredFactory;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.TraceHeader.Source;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeadroomPolicyTest {
    private static final long IDLE = 80 * MIB;

    /** Uses {@code mib} more within {@code ticks} after a tick. */
    private static LongUnaryOperator grows(long from, long ticks, long mib) {
        return tick -> IDLE + mib * MIB * Math.min(ticks, Math.max(0, tick - from)) / ticks;
    }

    /** Four guests that start at 512 MiB with 3 GiB for all. */
    private static MemoryTrace run(int ticks, LongUnaryOperator... guests) {
        FakeHost host = new FakeHost(4);
        for (int i = 0; i < 4; i++) {
            host.with("vm" + (i + 1), 512 * MIB, i < guests.length ? guests[i] : tick -> IDLE);
        }
        MemoryTrace.Builder trace = new MemoryTrace.Builder(new TraceHeader(
                Source.REPLAY, "", new HostShape(4, null), 1000, null, null, null, null, null, null, null, null));
        new ControlLoop(
                        host,
                        new CountingTicker(ticks, 0),
                        List.of(new ActivePolicy("headroom", new HeadroomPolicy(), Decision.Role.ACTIVE)),
                        LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(3072 * MIB)),
                        trace)
                .run();
        return trace.build();
    }

    private static MemorySample memory(MemoryTrace trace, long tick, int guest) {
        return trace.samples().get((int) tick).domains().get(guest - 1).memory();
    }

    private static long balloon(MemoryTrace trace, long tick, int guest) {
        return memory(trace, tick, guest).currentKiB() / MIB;
    }

    private static long together(MemoryTrace trace, long tick, int... guests) {
        return IntStream.of(guests)
                .mapToLong(guest -> balloon(trace, tick, guest))
                .sum();
    }

    /** Ticks at which a guest has less than 100 MiB unused. */
    private static long ticksBelowTheFloor(MemoryTrace trace, int guest) {
        return LongStream.range(0, trace.samples().size())
                .filter(tick -> memory(trace, tick, guest).unusedKiB() < 100 * MIB)
                .count();
    }

    @Test
    void guestThatConsumesIsGivenBeforeItRunsShort() {
        MemoryTrace trace = run(95, grows(15, 60, 700));
        assertThat(ticksBelowTheFloor(trace, 1)).isLessThanOrEqualTo(3);
        assertThat(balloon(trace, 94, 1)).isBetween(780L + 100, 780L + 250);
    }

    @Test
    void idleGuestsReleaseGraduallyAndSettle() {
        MemoryTrace trace = run(200);
        assertThat(together(trace, 60, 1, 2, 3, 4)).isLessThan(4 * 260);
        assertThat(trace.decisions())
                .filteredOn(row -> row.planned() != null && row.tick() > 60)
                .isEmpty();
        for (int guest = 1; guest <= 4; guest++) {
            assertThat(ticksBelowTheFloor(trace, guest)).isZero();
        }
    }

    @Test
    void guestsThatAllConsumeEndAlikeAndTheReserveIsKept() {
        MemoryTrace trace = run(95, grows(15, 60, 650), grows(15, 60, 650), grows(15, 60, 650), grows(15, 60, 650));
        long[] balloons = IntStream.rangeClosed(1, 4)
                .mapToLong(guest -> balloon(trace, 94, guest))
                .toArray();
        long most = LongStream.of(balloons).max().orElseThrow();
        long least = LongStream.of(balloons).min().orElseThrow();
        assertThat(4.0 * (most - least) / LongStream.of(balloons).sum()).isLessThan(0.1);
        assertThat(LongStream.of(balloons).sum()).isBetween(3072L - 200 - 8, 3072L - 200);
        assertThat(trace.decisions())
                .filteredOn(row -> row.planned() != null && row.tick() > 90)
                .isEmpty();
        for (Sample sample : trace.samples()) {
            assertThat(new MemoryBudget(3072 * MIB).freeKiB(sample)).isGreaterThan(200 * MIB);
        }
    }

    @Test
    void freedMemoryGoesBackToTheHost() {
        LongUnaryOperator rise = grows(15, 60, 500);
        LongUnaryOperator fall = grows(100, 40, 500);
        LongUnaryOperator both = tick -> rise.applyAsLong(tick) - fall.applyAsLong(tick) + IDLE;
        MemoryTrace trace = run(200, both, both, both, both);
        for (int guest = 1; guest <= 4; guest++) {
            assertThat(balloon(trace, 199, guest)).isLessThan(balloon(trace, 100, guest) - 250);
        }
    }

    @Test
    void memoryMovesFromWhoFreesToWhoConsumes() {
        LongUnaryOperator rise = grows(15, 50, 450);
        LongUnaryOperator fall = grows(75, 30, 450);
        LongUnaryOperator frees = tick -> rise.applyAsLong(tick) - fall.applyAsLong(tick) + IDLE;
        LongUnaryOperator more = grows(75, 60, 450);
        LongUnaryOperator consumes = tick -> rise.applyAsLong(tick) + more.applyAsLong(tick) - IDLE;
        MemoryTrace trace = run(175, frees, frees, consumes, consumes);
        assertThat(together(trace, 174, 1, 2)).isLessThan(together(trace, 75, 1, 2) * 9 / 10);
        assertThat(together(trace, 174, 3, 4)).isGreaterThan(together(trace, 75, 3, 4) * 11 / 10);
        assertThat(ticksBelowTheFloor(trace, 3)).isLessThanOrEqualTo(3);
    }

    @Test
    void whoIsBelowTheFloorComesFirst() {
        HeadroomPolicy policy = new HeadroomPolicy();
        Sample sample =
                sample(0, 4, ballooned("short", 600, 60), ballooned("near", 600, 105), ballooned("rich", 900, 600));
        assertThat(policy.decide(seen(sample, 250L)).changes())
                .extracting(change -> ((Balloon) change).kib() / MIB)
                .containsExactly(600 + 40 + 5L, 900 - 150L);
    }

    @Test
    void tornReadingIsNotTakenForUse() {
        HeadroomPolicy policy = new HeadroomPolicy();
        policy.decide(seen(sample(0, 4, ballooned("vm1", 512, 220L, 2048, 1L)), 1000L));
        Sample torn = sample(1, 4, ballooned("vm1", 420, 220L, 2048, 2L));
        assertThat(policy.decide(seen(torn, 1000L)).changes())
                .extracting(change -> ((Balloon) change).kib() / MIB)
                .containsExactly(292 + 140L);
    }

    /** A guest of 700 MiB of which 60 are unused and so many usable, its caches being the rest. */
    private static DomainSample cached(String name, long usable) {
        DomainSample plain = ballooned(name, 700, 60);
        MemorySample memory =
                new MemorySample(700 * MIB, 700 * MIB, usable * MIB, 60 * MIB, 0L, 0L, 0L, 0L, 0L, null, 1L, null);
        return new DomainSample(name, name, 1, plain.state(), 0L, plain.maximumKiB(), null, List.of(), memory, null);
    }

    private static List<String> balloons(Sample sample, long freeMib) {
        return new HeadroomPolicy()
                .decide(seen(sample, freeMib)).changes().stream()
                        .map(Balloon.class::cast)
                        .map(change -> change.domain() + "=" + change.kib() / MIB)
                        .toList();
    }

    @Test
    void cachesBuyNoMoreThanAnEvenShare() {
        Sample sample = sample(0, 4, cached("cached", 500), ballooned("idle", 280, 140));
        assertThat(balloons(sample, 1000)).containsExactly("cached=780");
        // 700 + 280 + 700 - 200 for two.
        assertThat(balloons(sample, 700)).containsExactly("cached=740");
        assertThat(balloons(sample, 600)).isEmpty();
    }

    @Test
    void whoNeedsMemoryIsGivenItBeforeCachesAre() {
        Sample sample = sample(0, 4, cached("cached", 500), cached("short", 5));
        assertThat(balloons(sample, 280)).containsExactly("short=780");
    }

    @Test
    void whatAnotherGrowsByMeanwhileIsNotKeptForLater() {
        HeadroomPolicy policy = new HeadroomPolicy();
        List<String> planned = List.of();
        for (long tick = 0; tick < 4; tick++) {
            Sample sample = sample(
                    tick,
                    4,
                    ballooned("lately", 740, tick == 3 ? 340L : 140L, 2048, tick + 1),
                    ballooned("grows", 560, 260 - 20 * tick, 2048, tick + 1));
            planned = policy.decide(seen(sample, 260L)).changes().stream()
                    .map(Balloon.class::cast)
                    .map(change -> change.domain() + "=" + change.kib() / MIB)
                    .toList();
        }
        assertThat(planned).containsExactly("lately=655", "grows=620");
    }

    @Test
    void littleIsNotGivenWhileMoreIsAboutToBeThere() {
        DomainSample hungry = ballooned("hungry", 600, 60);
        assertThat(balloons(sample(0, 4, hungry, ballooned("rich", 900, 600)), 202))
                .containsExactly("rich=750");
        assertThat(balloons(sample(0, 4, hungry), 202)).containsExactly("hungry=602");
    }

    @Test
    void littleIsTakenFromWhoHasMoreThanItsShareWhileAnotherIsShort() {
        Sample even = sample(0, 4, ballooned("less", 690, 110), ballooned("more", 708, 128));
        Sample uneven = sample(0, 4, ballooned("less", 690, 90), ballooned("more", 708, 108));
        assertThat(balloons(even, 200)).isEmpty();
        assertThat(balloons(uneven, 200)).containsExactly("more=700");
    }

    @Test
    void nothingIsPlannedWhileFreeMemoryIsUnknown() {
        assertThat(new HeadroomPolicy()
                        .decide(seen(sample(0, 4, ballooned("vm1", 512, 20)), null))
                        .changes())
                .isEmpty();
    }

    /** Its share is below the floor of 200 MiB, under which it is already: there is nothing to take, and nothing to give. */
    @Test
    void nothingIsTakenFromAGuestBelowTheFloorNorIsItGivenAnyByThat() {
        Sample scarce = sample(0, 4, ballooned("vm1", 180, 150), ballooned("vm2", 180, 150));

        assertThat(new HeadroomPolicy().decide(seen(scarce, 0L)).changes()).isEmpty();
    }

    @Test
    void takingNothingIsNoChangeHoweverNarrowTheBand() {
        PolicyFactory exact = ConfiguredFactory.with(new HeadroomPolicy.Factory(), "headroom:band=0", "band", "0");
        Sample settled = sample(0, 4, ballooned("vm1", 200, 180));

        assertThat(exact.create().decide(seen(settled, 1000L)).changes()).isEmpty();
    }
}
