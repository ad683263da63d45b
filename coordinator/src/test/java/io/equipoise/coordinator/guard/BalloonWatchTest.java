package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalloonWatchTest {
    private final BalloonWatch watch = new BalloonWatch(Limits.RUBRIC);
    private long tick;

    private void see(long current, Long unused, Long reportedAt) {
        watch.see(sample(tick++, 4, ballooned("vm1", current, unused, 2048, reportedAt)));
    }

    private String held() {
        return held(700);
    }

    private String held(long mib) {
        Ruling asked = Ruling.unguarded(new Balloon("vm1", mib * MIB, ""));
        Ruling ruling = new FreshGuard(watch)
                .limit(List.of(asked), seen(sample(0, 4), 1000L))
                .get(0);
        assertThat(ruling.guard()).isEqualTo(ruling.left() == null ? "fresh" : null);
        return ruling.left() == null ? ruling.clauses().get(0) : "free to act";
    }

    @Test
    void restingBalloonMayBeChanged() {
        see(512, 200L, 1L);
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void targetNotYetSeenReachedHoldsTheNext() {
        see(512, 200L, 1L);
        watch.sent("vm1", 600 * MIB);
        assertThat(watch.pendingKiB()).isEqualTo(88 * MIB);
        see(550, 240L, 2L);
        assertThat(held()).isEqualTo("dropped by fresh: its balloon is on the way from 550 to 600 MiB");
        assertThat(watch.pendingKiB()).isEqualTo(50 * MIB);
    }

    @Test
    void takeOnTheWayIsNoMemoryPending() {
        see(512, 200L, 1L);
        watch.sent("vm1", 450 * MIB);
        assertThat(watch.pendingKiB()).isZero();
    }

    @Test
    void reportThatComesWithTheChangeMayBeOlderThanIt() {
        see(512, 200L, 1L);
        watch.sent("vm1", 600 * MIB);
        see(600, 200L, 2L);
        assertThat(held()).contains("has not reported since its balloon changed");
        see(600, 200L, 2L);
        assertThat(held()).contains("has not reported since its balloon changed");
        see(600, 288L, 3L);
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void changeByOthersHoldsToo() {
        see(512, 200L, 1L);
        see(520, 200L, 2L);
        assertThat(held()).contains("has not reported since its balloon changed");
    }

    @Test
    void balloonThatStandsStillIsGivenUp() {
        see(512, 200L, 1L);
        watch.sent("vm1", 600 * MIB);
        for (long second = 2; second < 2 + Limits.RUBRIC.stuckSamples() - 1; second++) {
            see(512, 200L, second);
            assertThat(held()).contains("on the way");
        }
        see(512, 200L, 10L);
        assertThat(watch.pendingKiB()).isZero();
        assertThat(held()).isEqualTo("dropped by fresh: its balloon did not follow; it is asked again in 60 s");
        assertThat(held(400)).isEqualTo("free to act");
        for (int second = 0; second < BalloonWatch.REST_SECONDS; second++) {
            see(512, 200L, 11L + second);
        }
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void stuckBalloonThatMovesAfterAllIsStuckNoLonger() {
        see(512, 200L, 1L);
        watch.sent("vm1", 600 * MIB);
        for (long second = 2; second < 8; second++) {
            see(512, 200L, second);
        }
        see(520, 208L, 8L);
        see(520, 208L, 9L);
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void ageOfReportsAndPatienceAreConfigurable() {
        Limits rubric = Limits.RUBRIC;
        BalloonWatch hasty = new BalloonWatch(new Limits(
                rubric.unusedKiB(),
                rubric.guestFloorKiB(),
                rubric.reserveKiB(),
                rubric.largestTake(),
                rubric.largestGiveKiB(),
                rubric.guestCeilingKiB(),
                rubric.deadBandKiB(),
                2,
                1));
        hasty.see(sample(0, 4, ballooned("vm1", 512, 200L, 2048, 1L)));
        hasty.sent("vm1", 600 * MIB);
        hasty.see(sample(1, 4, ballooned("vm1", 512, 200L, 2048, 1L)));
        assertThat(hasty.unsettled("vm1", 600 * MIB)).contains("did not follow");
        hasty.see(sample(3, 4, ballooned("vm1", 512, 200L, 2048, 1L)));
        assertThat(hasty.unsettled("vm1")).isEqualTo("the guest's last report is 3 s old");
    }

    @Test
    void guestThatReportsNothingIsLeftAlone() {
        see(512, null, 0L);
        assertThat(held()).isEqualTo("dropped by fresh: the guest reports no memory");
    }

    @Test
    void staleReportIsNotActedOn() {
        for (int i = 0; i < 6; i++) {
            see(512, 200L, 1L);
            assertThat(held()).isEqualTo("free to act");
        }
        see(512, 200L, 1L);
        assertThat(held()).isEqualTo("dropped by fresh: the guest's last report is 6 s old");
    }

    @Test
    void firstReportThatIsSeenMayBeMarkedStale() {
        DomainSample domain = ballooned("vm1", 512, 200);
        MemorySample memory = new MemorySample(
                512 * MIB, null, null, 200 * MIB, null, null, null, null, null, null, 1L, ReportFault.STALE);
        watch.see(sample(
                tick, 4, new DomainSample("vm1", "vm1", 1, domain.state(), null, null, null, List.of(), memory, null)));
        assertThat(held()).isEqualTo("dropped by fresh: the guest's last report is 5 s old");
        tick++;
        see(512, 200L, 2L);
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void restartedDomainStartsAnew() {
        see(512, 200L, 1L);
        watch.sent("vm1", 600 * MIB);
        DomainSample old = ballooned("vm1", 512, 200);
        watch.see(sample(
                tick,
                4,
                new DomainSample("vm1", "vm1", 2, old.state(), null, null, null, List.of(), old.memory(), null)));
        assertThat(watch.pendingKiB()).isZero();
        assertThat(held()).isEqualTo("free to act");
    }

    @Test
    void domainThatIsGoneIsForgotten() {
        see(512, 200L, 1L);
        watch.see(sample(1, 4));
        assertThat(held()).isEqualTo("dropped by fresh: the guest was never seen");
    }
}
