package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.equipoise.coordinator.host.Host;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the memory policy whatever guests do; needs and bounds in MiB. */
final class HeadroomPropertiesTest {
    private static final long MIB = HeadroomRun.MIB;
    private static final Recording.Wish IDLE = tick -> 120;

    private static Recording.Wish ramp(int from, double each, double most) {
        return tick -> 120 + Math.min(most, Math.max(0, (tick - from) * each));
    }

    private static Recording.Wish triangle(int period, double height) {
        return tick -> 120 + height * (1 - Math.abs(2.0 * (tick % period) / period - 1));
    }

    private static Recording.Wish square(int half, double height) {
        return tick -> 120 + height * (tick / half % 2);
    }

    private static Recording.Wish noise(long seed, int ticks, double deviation) {
        Random random = new Random(seed);
        double[] values = random.doubles(ticks, -deviation, deviation).toArray();
        return tick -> 200 + values[tick];
    }

    /** Goes up and down by up to 20 MiB a second, between 100 and 1000. */
    private static Recording.Wish walk(Random random, int ticks) {
        double[] need = new double[ticks];
        double slope = 0;
        need[0] = 100 + random.nextInt(300);
        for (int t = 1; t < ticks; t++) {
            slope = random.nextInt(15) == 0 ? random.nextDouble(-20, 20) : slope;
            need[t] = Math.max(100, Math.min(1000, need[t - 1] + slope));
        }
        return tick -> need[tick];
    }

    private static Recording.Wish[] walks(Random random, int ticks, int guests) {
        Recording.Wish[] needs = new Recording.Wish[guests];
        Arrays.setAll(needs, guest -> walk(random, ticks));
        return needs;
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10, 20, 40})
    void guestThatGrowsGetsMemoryBeforeItSwaps(double each) {
        HeadroomRun run = HeadroomRun.of(200, 3072, ramp(60, each, 900), IDLE);
        assertThat(run.swapped(0)).isZero();
        assertThat(run.ticksBelowTheFloor(0)).isLessThanOrEqualTo(1);
        assertThat(run.unused(199, 0)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void nobodySwapsWhereEverythingFits() {
        for (long seed = 0; seed < 20; seed++) {
            HeadroomRun run = HeadroomRun.of(300, 3 * 1300 + 200, walks(new Random(seed), 300, 3));
            for (int guest = 0; guest < 3; guest++) {
                assertThat(run.swapped(guest)).as("seed %d", seed).isZero();
            }
        }
    }

    /** Whatever is asked of the memory there is: budget and reserve hold, and nobody is made poor by our doing. */
    @Test
    void boundsHoldForAnyNeedAndBudget() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int guests = 2 + random.nextInt(4);
            long budget = 512L * guests + random.nextInt(1500);
            HeadroomRun run = HeadroomRun.of(200, budget, walks(random, 200, guests));
            for (int tick = 0; tick < run.ticks(); tick++) {
                String at = "seed " + seed + " tick " + tick;
                long free = run.modelFreeKiB(tick);
                long before = run.modelFreeKiB(Math.max(0, tick - 1));
                assertThat(free).as(at).isNotNegative().isGreaterThan(Math.min(200 * MIB, before - 1));
            }
            for (int guest = 0; guest < guests; guest++) {
                for (Decision row : run.actions(guest, 0)) {
                    MemorySample was = run.memory((int) row.tick(), guest);
                    long step = row.guarded().balloonKiB() - was.currentKiB();
                    assertThat(step >= 0
                                    || row.guarded().balloonKiB() >= 200 * MIB && was.unusedKiB() + step >= 100 * MIB)
                            .as("%s", row)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void nothingMovesWhereNeedStaysAsItIs() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            Recording.Wish[] needs = new Recording.Wish[2 + random.nextInt(3)];
            Arrays.setAll(needs, guest -> {
                double need = 100 + random.nextInt(250);
                return tick -> need;
            });
            HeadroomRun run = HeadroomRun.of(150, 512L * needs.length + 300 + random.nextInt(1500), needs);
            assertThat(run.planned(100)).as("round %d", round).isEmpty();
        }
    }

    private static Stream<Arguments> swings() {
        List<Arguments> swings = new ArrayList<>();
        for (int period : new int[] {4, 8, 16, 30}) {
            for (int height : new int[] {30, 100, 300}) {
                swings.add(arguments("triangle of " + height + " each " + period, triangle(period, height)));
            }
        }
        for (int height : new int[] {60, 100, 200, 400}) {
            swings.add(arguments("square of " + height, square(15, height)));
        }
        return swings.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("swings")
    void guestWhoseNeedComesAndGoesIsAtRestAfterTheFirstTimes(String name, Recording.Wish need) {
        HeadroomRun run = HeadroomRun.of(300, 3072, need, IDLE);
        assertThat(run.actions(0, 100)).isEmpty();
        assertThat(run.ticksBelowTheFloor(0)).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 20})
    void noiseIsNotFollowed(double deviation) {
        for (long seed = 0; seed < 5; seed++) {
            HeadroomRun run = HeadroomRun.of(400, 3072, noise(seed, 400, deviation), IDLE);
            assertThat(run.actions(0, 100)).as("seed %d", seed).hasSizeLessThanOrEqualTo(300 / 15);
        }
    }

    @Test
    void whatNobodyNeedsGoesBackStepByStep() {
        HeadroomRun run = HeadroomRun.of(
                220,
                3072,
                tick -> ramp(20, 20, 900).at(tick) - ramp(100, 30, 900).at(tick) + 120,
                IDLE);
        assertThat(run.balloon(99, 0)).isGreaterThan(1100);
        assertThat(run.balloon(219, 0)).isLessThan(320);
        for (Decision row : run.actions(0, 100)) {
            MemorySample was = run.memory((int) row.tick(), 0);
            assertThat(row.guarded().balloonKiB()).isGreaterThanOrEqualTo(was.currentKiB() - was.unusedKiB() / 4);
        }
    }

    @Test
    void guestsThatTakeTurnsAreServedInTurn() {
        // Together they never need more than 1500 of 2200.
        Recording.Wish one = triangle(120, 1260);
        HeadroomRun run = HeadroomRun.of(400, 2400, one, tick -> one.at(tick + 60));
        for (int guest = 0; guest < 2; guest++) {
            long late =
                    run.memory(399, guest).swapOutKiB() - run.memory(120, guest).swapOutKiB();
            assertThat(late).isZero();
        }
    }

    @Test
    void scarceMemoryIsSharedMaxMinFairly() {
        for (int budget : new int[] {2200, 2500, 2800}) {
            HeadroomRun run =
                    HeadroomRun.of(250, budget, ramp(20, 10, 1000), ramp(20, 10, 1000), ramp(20, 10, 400), IDLE);
            long all = budget - 200L;
            long idle = run.balloon(249, 3);
            // The third wants what it uses (its need less the 60 that are never usable) and 140, if its share is that
            // large.
            long third = Math.min(520 - 60 + 140, (all - idle) / 3);
            long others = (all - idle - third) / 2;
            assertThat(run.balloon(249, 2)).as("of %d", budget).isBetween(third - 16, third + 16);
            assertThat(run.balloon(249, 0)).as("of %d", budget).isBetween(others - 16, others + 16);
            assertThat(run.balloon(249, 1)).as("of %d", budget).isBetween(others - 16, others + 16);
            assertThat(idle).isLessThan(280);
        }
    }

    @Test
    void budgetThatIsTooSmallIsComeDownTo() {
        HeadroomRun run = HeadroomRun.of(120, 1100, IDLE, IDLE);
        assertThat(run.freeKiB(0)).isEqualTo((1100 - 1024) * MIB);
        assertThat(run.freeKiB(60)).isGreaterThan(200 * MIB);
        assertThat(run.ticksBelowTheFloor(0) + run.ticksBelowTheFloor(1)).isZero();
    }

    @Test
    void guestFoundBelowTheFloorIsBroughtThere() {
        HeadroomRun run = HeadroomRun.of(30, 150, 1000, host -> host, tick -> 60, tick -> 60);
        assertThat(run.balloon(5, 0)).isGreaterThanOrEqualTo(200);
        assertThat(run.balloon(29, 0)).isLessThan(260);
    }

    @Test
    void guestThatCannotReleaseCostsTheOthersNothingAndIsSeldomAsked() {
        HeadroomRun run = HeadroomRun.of(
                300, 512, 1800, host -> new Changed(host, "uuid-vm1", 0, 0), IDLE, ramp(40, 10, 500), IDLE);
        assertThat(run.balloon(299, 0)).isEqualTo(512);
        assertThat(run.swapped(1)).isZero();
        assertThat(run.unused(299, 1)).isGreaterThanOrEqualTo(100);
        assertThat(run.actions(0, 0)).hasSizeLessThanOrEqualTo(1 + 300 / 60);
    }

    @Test
    void guestWhoseReportsStopIsLeftAloneUntilTheyComeAgain() {
        HeadroomRun run =
                HeadroomRun.of(200, 512, 3000, host -> new Changed(host, null, 60, 100), ramp(50, 10, 600), IDLE);
        assertThat(run.actions(0, 66)).noneMatch(row -> row.tick() < 100);
        assertThat(run.unused(120, 0)).isGreaterThanOrEqualTo(100);
    }

    /** A host one of whose guests ignores its balloon, or whose first guest reports nothing new for some time. */
    private record Changed(Host host, String stuck, int silentFrom, int silentTo, List<DomainSample> last)
            implements Host {
        Changed(Host host, String stuck, int silentFrom, int silentTo) {
            this(host, stuck, silentFrom, silentTo, new ArrayList<>());
        }

        @Override
        public Sample observe(long tick) {
            Sample sample = host.observe(tick);
            if (tick < silentFrom || tick >= silentTo) {
                last.clear();
                last.add(sample.domains().get(0));
                return sample;
            }
            List<DomainSample> domains = new ArrayList<>(sample.domains());
            domains.set(0, last.get(0));
            return new Sample(
                    sample.tick(),
                    sample.utcMicros(),
                    sample.monotonicNanos(),
                    null,
                    sample.host(),
                    sample.pcpus(),
                    domains);
        }

        @Override
        public String pin(String domain, int vcpu, CpuSet affinity) {
            return host.pin(domain, vcpu, affinity);
        }

        @Override
        public String balloon(String domain, long kib) {
            return domain.equals(stuck) ? "ok" : host.balloon(domain, kib);
        }
    }
}
