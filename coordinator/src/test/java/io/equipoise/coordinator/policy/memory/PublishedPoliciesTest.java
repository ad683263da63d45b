package io.equipoise.coordinator.policy.memory;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.DomainSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MOM's, Proxmox VE's and ESX's rules as policies; the figures are worked by hand from the published rules. */
final class PublishedPoliciesTest {
    /** Each balloon as {@code domain=MiB}. */
    private static List<String> balloons(Policy policy, long tick, long freeMib, DomainSample... guests) {
        return policy.decide(seen(sample(tick, 4, guests), freeMib)).changes().stream()
                .map(Balloon.class::cast)
                .map(balloon -> balloon.domain() + "=" + balloon.kib() / MIB)
                .toList();
    }

    @Test
    void momGrowsEveryGuestByOneStepWhileMemoryIsNotShort() {
        assertThat(balloons(
                        new MomPolicy(),
                        0,
                        2000,
                        ballooned("well", 1000, 600),
                        ballooned("poor", 1000, 50),
                        ballooned("full", 2048, 100)))
                .containsExactly("well=1050", "poor=1150");
    }

    @Test
    void momNeverGrowsAboveTheMaximum() {
        assertThat(balloons(new MomPolicy(), 0, 4000, ballooned("vm1", 2000, 10)))
                .containsExactly("vm1=2048");
    }

    @Test
    void momShrinksEveryGuestUnderPressure() {
        // 10 % free: each is left half of 20 % of its balloon unused.
        assertThat(balloons(new MomPolicy(), 0, 300, ballooned("rich", 1500, 900), ballooned("poor", 1200, 150)))
                .containsExactly("rich=1425", "poor=1170");
    }

    @Test
    void momMakesGuestsSwapWhenThePressureIsCritical() {
        // 1 % free: 4 % of the balloon below what is used.
        assertThat(balloons(new MomPolicy(), 0, 10, ballooned("vm1", 990, 20))).containsExactly("vm1=940");
        assertThat(new MomPolicy().shrunk(guest(1000, 0), 1000 * MIB, 0.01, 0)).isEqualTo(0.96 * 1000 * MIB);
    }

    @Test
    void momLeavesAloneWhatIsNotWorthAnAction() {
        assertThat(balloons(new MomPolicy(), 0, 300, ballooned("vm1", 2700, 271)))
                .isEmpty();
    }

    @Test
    void momDecidesEveryTenSecondsOnTheMeanOfItsReadings() {
        MomPolicy policy = new MomPolicy();
        assertThat(balloons(policy, 0, 1000, ballooned("vm1", 1000, 50))).containsExactly("vm1=1150");
        for (long tick = 1; tick < 10; tick++) {
            assertThat(balloons(policy, tick, 1000, ballooned("vm1", 1000, 50))).isEmpty();
        }
        // Read at 0, 5 and 10 s: used 950, 950 and 500.
        assertThat(balloons(policy, 10, 1000, ballooned("vm1", 1000, 500))).containsExactly("vm1=1050");
        // And 200 at 15 and 20 s.
        for (long tick = 11; tick < 20; tick++) {
            balloons(policy, tick, 100, ballooned("vm1", 1000, 800));
        }
        assertThat(balloons(policy, 20, 100, ballooned("vm1", 1000, 800))).containsExactly("vm1=1050");
    }

    @Test
    void proxmoxBringsGuestsTogetherToFourFifths() {
        // 3000 in all, 2400 wanted: 400 more, 200 each, at most 100 a round.
        ProxmoxPolicy policy = new ProxmoxPolicy();
        assertThat(balloons(policy, 0, 1000, ballooned("vm1", 1000, 600), ballooned("vm2", 1000, 600)))
                .containsExactly("vm1=1100", "vm2=1100");
        assertThat(balloons(policy, 9, 800, ballooned("vm1", 1100, 600), ballooned("vm2", 1100, 600)))
                .isEmpty();
        assertThat(balloons(policy, 10, 500, ballooned("vm1", 1300, 900), ballooned("vm2", 1200, 600)))
                .containsExactly("vm1=1200");
    }

    @Test
    void proxmoxIsAtRestNearItsAim() {
        assertThat(balloons(new ProxmoxPolicy(), 0, 509, ballooned("vm1", 1000, 600), ballooned("vm2", 1000, 5)))
                .isEmpty();
    }

    @Test
    void esxGivesEqualSharesWhereNothingIsIdle() {
        // 94 % of 1900 for two.
        assertThat(balloons(new EsxPolicy(), 0, 0, ballooned("vm1", 1000, 0), ballooned("vm2", 900, 0)))
                .containsExactly("vm1=893", "vm2=893");
    }

    @Test
    void esxTaxesIdleMemory() {
        // 1880 for two that use 400 and 800: 400 + (m − 400) / 4 + 800 + (m − 800) / 4 = 1880 where m = 1960.
        assertThat(balloons(new EsxPolicy(), 0, 400, ballooned("idle", 800, 400), ballooned("busy", 800, 0)))
                .containsExactly("idle=790", "busy=1090");
    }

    @Test
    void esxLeavesNobodyBelowTheFloorOrAboveTheMaximum() {
        assertThat(balloons(new EsxPolicy(), 0, 3000, ballooned("idle", 512, 500), ballooned("busy", 512, 0)))
                .containsExactly("idle=1734", "busy=2048");
        assertThat(balloons(new EsxPolicy(), 0, 0, ballooned("idle", 150, 145), ballooned("busy", 850, 0)))
                .containsExactly("idle=200", "busy=740");
    }

    @Test
    void activeMemoryRisesAtOnceAndFallsSlowly() {
        ActiveMemory active = new ActiveMemory();
        active.see(100, 0);
        active.see(300, 1_000_000_000L);
        assertThat(active.kib()).isEqualTo(200);
        active.see(300, 30_000_000_000L);
        active.see(300, 60_000_000_000L);
        assertThat(active.kib()).isEqualTo(275);
        active.see(0, 90_000_000_000L);
        assertThat(active.kib()).isBetween(120.0, 130.0);
    }

    private static Guest guest(long mib, long unused) {
        return Guest.of(sample(0, 4, ballooned("vm1", mib, unused))).get(0);
    }
}
