package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardChainTest {
    private final BalloonWatch watch = new BalloonWatch(Limits.RUBRIC);
    private final GuardChain chain = GuardChain.standard(watch, OffSwitch.NONE);

    private List<Ruling> apply(Sample sample, long freeMib, Change... changes) {
        watch.see(sample);
        return chain.apply(Plan.of(List.of(changes)), seen(sample, freeMib));
    }

    @Test
    void sentenceTellsTargetReasonAndGuards() {
        Sample sample = sample(0, 4, ballooned("vm3", 512, 408));
        Ruling ruling = apply(sample, 900, new Balloon("vm3", 300 * MIB, "unused 408 above 250"))
                .get(0);
        assertThat(Sentence.of(ruling, sample))
                .isEqualTo("vm3: 512 → 410 MiB: unused 408 above 250; step limited to 102 by largest-step");
    }

    @Test
    void sentenceTellsWhatWasNotDone() {
        Sample sample = sample(0, 4, ballooned("vm3", 512, 71));
        Ruling ruling = apply(sample, 900, new Balloon("vm3", 500 * MIB, "others need it"))
                .get(0);
        assertThat(Sentence.of(ruling, sample))
                .isEqualTo("vm3: not 500 MiB: others need it; dropped by floor: unused 71 is not above 100 MiB");
    }

    @Test
    void everyGuardThatChangesAnythingSaysSoAndTheLastOneIsNamed() {
        Sample sample = sample(0, 4, ballooned("vm1", 1800, 20));
        Ruling ruling = apply(sample, 260, new Balloon("vm1", 4000 * MIB, "")).get(0);
        assertThat(ruling.guard()).isEqualTo("reserve");
        assertThat(ruling.clauses())
                .containsExactly(
                        "limited to the maximum of 2048 MiB by ceiling",
                        "give limited to 60 by reserve: host has 260 free and keeps 200");
    }

    @Test
    void droppedChangeTakesNothingFromWhatOthersShare() {
        Sample sample = sample(0, 4, ballooned("vm1", 2048, 20), ballooned("vm2", 512, 20));
        List<Ruling> rulings =
                apply(sample, 301, new Balloon("vm1", 3000 * MIB, ""), new Balloon("vm2", 612 * MIB, ""));
        assertThat(rulings.get(0).left()).isNull();
        assertThat(rulings.get(1).left()).isEqualTo(new Balloon("vm2", 612 * MIB, ""));
    }

    @Test
    void pinsPassUntouched() {
        Sample sample = sample(0, 4, placed("vm1", 1, "0-3"));
        Pin pin = new Pin("vm1", 0, CpuSet.of(3), "because");
        assertThat(apply(sample, 0, pin).get(0)).isEqualTo(Ruling.unguarded(pin));
    }

    /** Whatever a plan asks: floor, step, ceiling and reserve hold for what is left of it. */
    @Test
    void boundsHoldForRandomPlans() {
        Random random = new Random(20240607);
        for (int round = 0; round < 5000; round++) {
            BalloonWatch fresh = new BalloonWatch(Limits.RUBRIC);
            DomainSample[] guests = new DomainSample[1 + random.nextInt(5)];
            Change[] changes = new Change[guests.length];
            for (int i = 0; i < guests.length; i++) {
                long current = 16L + random.nextInt(2100);
                guests[i] = ballooned("vm" + i, current, (long) random.nextInt((int) current + 1), 2048, 1L);
                changes[i] = new Balloon("vm" + i, random.nextLong(-100 * MIB, 2500 * MIB), "");
            }
            Sample sample = sample(0, 4, guests);
            fresh.see(sample);
            long free = random.nextInt(1000) - 100L;
            List<Ruling> rulings =
                    GuardChain.standard(fresh, OffSwitch.NONE).apply(Plan.of(List.of(changes)), seen(sample, free));
            assertBounds(guests, rulings, free * MIB);
        }
    }

    private static void assertBounds(DomainSample[] guests, List<Ruling> rulings, long freeKiB) {
        Limits limits = Limits.RUBRIC;
        List<Long> gives = new ArrayList<>();
        for (int i = 0; i < guests.length; i++) {
            if (!(rulings.get(i).left() instanceof Balloon balloon)) {
                continue;
            }
            long unused = guests[i].memory().unusedKiB();
            long step = balloon.kib() - guests[i].memory().currentKiB();
            if (step > 0) {
                gives.add(step);
                assertThat(step).isLessThanOrEqualTo(limits.largestGiveKiB());
                assertThat(balloon.kib()).isLessThanOrEqualTo(2048 * MIB);
            } else {
                assertThat(-step).isLessThanOrEqualTo(unused / 4);
                assertThat(unused + step).isGreaterThanOrEqualTo(limits.unusedKiB());
                assertThat(balloon.kib()).isGreaterThanOrEqualTo(limits.guestFloorKiB());
            }
        }
        if (!gives.isEmpty()) {
            assertThat(freeKiB - gives.stream().mapToLong(give -> give).sum()).isGreaterThan(limits.reserveKiB());
        }
    }
}
