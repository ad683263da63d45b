package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guards that judge each balloon by its own guest. */
class BalloonGuardsTest {

    private static Ruling rule(Guard guard, DomainSample guest, long mib) {
        Ruling asked = Ruling.unguarded(new Balloon(guest.uuid(), mib * MIB, ""));
        return guard.limit(List.of(asked), seen(sample(0, 4, guest), 1000L)).get(0);
    }

    private static long left(Ruling ruling) {
        return ((Balloon) ruling.left()).kib() / MIB;
    }

    @Test
    void guestWithTooLittleUnusedReleasesNothing() {
        Ruling ruling = rule(new FloorGuard(), ballooned("vm1", 512, 100), 511);
        assertThat(ruling.left()).isNull();
        assertThat(ruling.guard()).isEqualTo("floor");
        assertThat(ruling.clauses()).containsExactly("dropped by floor: unused 100 is not above 100 MiB");
    }

    @Test
    void takeLeavesWhatMustStayUnused() {
        Ruling ruling = rule(new FloorGuard(), ballooned("vm1", 512, 130), 400);
        assertThat(left(ruling)).isEqualTo(482);
        assertThat(ruling.clauses()).containsExactly("kept at 482 MiB by floor, to keep 100 MiB unused");
    }

    @Test
    void takeStopsAtTheGuestFloor() {
        Ruling ruling = rule(new FloorGuard(), ballooned("vm1", 250, 220), 150);
        assertThat(left(ruling)).isEqualTo(200);
        assertThat(ruling.clauses()).containsExactly("kept at 200 MiB by floor, the least that a guest has");
        assertThat(rule(new FloorGuard(), ballooned("vm1", 200, 180), 190).left())
                .isNull();
    }

    @Test
    void floorLetsGivesAndSmallTakesPass() {
        assertThat(rule(new FloorGuard(), ballooned("vm1", 150, 20), 180).guard())
                .isNull();
        assertThat(rule(new FloorGuard(), ballooned("vm1", 512, 130), 482).guard())
                .isNull();
    }

    @Test
    void stepTakesAtMostAQuarterOfTheUnused() {
        Ruling ruling = rule(new LargestStepGuard(), ballooned("vm1", 512, 300), 312);
        assertThat(left(ruling)).isEqualTo(512 - 75);
        assertThat(ruling.guard()).isEqualTo("largest-step");
        assertThat(ruling.clauses()).containsExactly("step limited to 75 by largest-step");
        assertThat(rule(new LargestStepGuard(), ballooned("vm1", 512, 300), 437).guard())
                .isNull();
    }

    @Test
    void stepGivesAtMostTheLargestGive() {
        Ruling ruling = rule(new LargestStepGuard(), ballooned("vm1", 512, 20), 1024);
        assertThat(left(ruling)).isEqualTo(512 + 256);
        assertThat(ruling.clauses()).containsExactly("step limited to 256 by largest-step");
        assertThat(rule(new LargestStepGuard(), ballooned("vm1", 512, 20), 768).guard())
                .isNull();
    }

    @Test
    void noBalloonGoesAboveTheMaximum() {
        Ruling ruling = rule(new CeilingGuard(), ballooned("vm1", 2000, 20), 2100);
        assertThat(left(ruling)).isEqualTo(2048);
        assertThat(ruling.guard()).isEqualTo("ceiling");
        assertThat(ruling.clauses()).containsExactly("limited to the maximum of 2048 MiB by ceiling");
        assertThat(rule(new CeilingGuard(), ballooned("vm1", 2048, 20), 2100).left())
                .isNull();
        assertThat(rule(new CeilingGuard(), ballooned("vm1", 2000, 20), 2048).guard())
                .isNull();
    }

    @Test
    void noBalloonGoesAboveTheCeilingForAll() {
        Limits rubric = Limits.RUBRIC;
        Limits low = new Limits(
                rubric.unusedKiB(),
                rubric.guestFloorKiB(),
                rubric.reserveKiB(),
                rubric.largestTake(),
                rubric.largestGiveKiB(),
                1024 * MIB,
                rubric.deadBandKiB(),
                rubric.staleSeconds(),
                rubric.stuckSamples());
        Observation seen = seen(sample(0, 4, ballooned("vm1", 900, 20)), 1000L);
        Ruling ruling = new CeilingGuard()
                .limit(
                        List.of(Ruling.unguarded(new Balloon("vm1", 1100 * MIB, ""))),
                        new Observation(seen.sample(), seen.demand(), seen.freeKiB(), 0, low))
                .get(0);
        assertThat(left(ruling)).isEqualTo(1024);
        assertThat(ruling.clauses()).containsExactly("limited to the ceiling of 1024 MiB by ceiling");
    }

    @Test
    void smallChangeIsNoActionButForWhoIsShort() {
        Ruling asked = Ruling.unguarded(new Balloon("vm1", 512 * MIB + 1020, ""));
        Observation well = seen(sample(0, 4, ballooned("vm1", 512, 300)), 1000L);
        Ruling dropped = new DeadBandGuard().limit(List.of(asked), well).get(0);
        assertThat(dropped.left()).isNull();
        assertThat(dropped.clauses()).containsExactly("dropped by dead-band: 1020 KiB is below 1024");
        Observation poor = seen(sample(0, 4, ballooned("vm1", 512, 99)), 1000L);
        assertThat(new DeadBandGuard().limit(List.of(asked), poor)).containsExactly(asked);
        assertThat(rule(new DeadBandGuard(), ballooned("vm1", 512, 300), 511).guard())
                .isNull();
    }

    @Test
    void ceilingLetsTakesPass() {
        assertThat(rule(new CeilingGuard(), ballooned("vm1", 2200, 900), 2150).guard())
                .isNull();
    }

    @Test
    void guestWhoseMemoryIsUnknownIsLeftAlone() {
        DomainSample silent = ballooned("vm1", 512, null, 2048, 0L);
        for (Guard guard : List.of(new FloorGuard(), new LargestStepGuard(), new CeilingGuard(), new DeadBandGuard())) {
            assertThat(rule(guard, silent, 600).left()).isNull();
        }
    }
}
