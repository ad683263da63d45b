package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.Samples;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ours respects: guests of several vCPUs, owners' limits, what a host has and what it runs itself. */
class SteadyHostTest {
    private static final long SECOND = 1_000_000_000L;

    private final SteadyPolicy policy = new SteadyPolicy();
    private final List<String[]> guests = new ArrayList<>();
    private int[] pcpus = IntStream.range(0, 4).toArray();
    private double[] hostLoad = new double[4];
    private int tick;

    private void guest(String... affinities) {
        guests.add(affinities);
    }

    private void hostHas(int... numbers) {
        pcpus = numbers;
        hostLoad = new double[numbers.length];
    }

    /** Runs so many ticks, carrying out every plan at once; the number of pins carried out. */
    private int run(int ticks, double... demand) {
        int pins = 0;
        for (int end = tick + ticks; tick < end; tick++) {
            List<Change> changes =
                    policy.decide(Samples.demanding(host(), demand)).changes();
            for (Change change : changes) {
                Pin pin = (Pin) change;
                guests.get(Integer.parseInt(pin.domain().substring(2)))[pin.vcpu()] =
                        pin.affinity().toString();
            }
            pins += changes.size();
        }
        return pins;
    }

    private Sample host() {
        List<DomainSample> domains = IntStream.range(0, guests.size())
                .mapToObj(i -> Samples.placed("vm" + i, i + 1, guests.get(i)))
                .toList();
        List<PcpuSample> samples = IntStream.range(0, pcpus.length)
                .mapToObj(p -> new PcpuSample(
                        pcpus[p],
                        Math.round(tick * SECOND * hostLoad[p]),
                        Math.round(tick * SECOND * (1 - hostLoad[p])),
                        null))
                .toList();
        return new Sample(tick, null, tick * SECOND, null, HostSample.UNKNOWN, samples, domains);
    }

    private List<String> places() {
        return guests.stream().flatMap(Arrays::stream).toList();
    }

    @Test
    void workThatWandersInsideAGuestMovesNothing() {
        guest("0", "1");
        guest("2");
        guest("3");
        int pins = 0;
        for (int i = 0; i < 100; i++) {
            pins += run(1, i % 20 < 10 ? new double[] {0.6, 0, 0.3, 0.3} : new double[] {0, 0.6, 0.3, 0.3});
        }
        assertThat(pins).isZero();
    }

    @Test
    void vcpusOfOneGuestArePartedWhereTheyShareAPcpu() {
        guest("0", "0");
        guest("1", "1");
        hostHas(0, 1);
        assertThat(run(40, 0.3, 0.3, 0.3, 0.3)).isEqualTo(2);
        assertThat(new HashSet<>(List.of(guests.get(0)))).containsExactlyInAnyOrder("0", "1");
        assertThat(new HashSet<>(List.of(guests.get(1)))).containsExactlyInAnyOrder("0", "1");
        assertThat(run(100, 0.3, 0.3, 0.3, 0.3)).isZero();
    }

    @Test
    void guestWithMoreVcpusThanPcpusIsPlacedAllTheSame() {
        guest("0-1", "0-1", "0-1");
        hostHas(0, 1);
        assertThat(run(20, 0.2, 0.2, 0.2)).isEqualTo(3);
        assertThat(new HashSet<>(places())).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void ownersLimitHoldsFromTheStartAndLater() {
        guest("0-1");
        guest("0-1");
        guest("0-1");
        guest("0-3");
        assertThat(run(20, 0.3, 0.3, 0.3, 0.1)).isEqualTo(4);
        assertThat(run(100, 0.5, 0.5, 0.1, 0.1)).isNotNegative();
        assertThat(places().subList(0, 3)).containsOnly("0", "1");
        assertThat(places().get(3)).isIn("2", "3");
    }

    @Test
    void ownerMayTightenALimit() {
        guest("0-3");
        guest("0-3");
        run(20, 0.3, 0.3);
        guests.get(0)[0] = "2-3";
        run(20, 0.3, 0.3);
        assertThat(guests.get(0)[0]).isIn("2", "3");
    }

    @Test
    void pcpuThatNoAffinityNamesIsSetAside() {
        guest("0-2");
        guest("0-2");
        guest("0");
        guest("0");
        run(40, 0.4, 0.4, 0.4, 0.4);
        assertThat(places()).doesNotContain("3").allMatch(place -> place.length() == 1);
    }

    @Test
    void whereEveryVcpuStartsOnOnePcpuTheOthersAreUsed() {
        guest("0");
        guest("0");
        guest("0");
        guest("0");
        assertThat(run(40, 0.4, 0.4, 0.4, 0.4)).isEqualTo(3);
        assertThat(Set.copyOf(places())).hasSize(4);
    }

    @Test
    void onlyPcpusThatAreOnlineAreUsed() {
        hostHas(0, 2, 5);
        guest("0-7");
        guest("0-7");
        guest("0-7");
        assertThat(run(20, 0.4, 0.4, 0.4)).isEqualTo(3);
        assertThat(places()).containsExactlyInAnyOrder("0", "2", "5");
    }

    @Test
    void vcpuOfAPcpuThatWentOfflineIsPlacedAnew() {
        guest("0");
        guest("1");
        guest("2");
        guest("3");
        run(20, 0.2, 0.2, 0.2, 0.2);
        hostHas(0, 1, 2);
        assertThat(run(20, 0.2, 0.2, 0.2, 0.2)).isEqualTo(1);
        assertThat(guests.get(3)[0]).isIn("0", "1", "2");
    }

    @Test
    void hostLoadCountsAsLoad() {
        guest("0-3");
        guest("0-3");
        guest("0-3");
        hostLoad = new double[] {0.5, 0, 0, 0};
        run(20, 0.3, 0.3, 0.3);
        assertThat(places()).hasSize(3).allMatch(place -> place.length() == 1);
        guests.forEach(guest -> guest[0] = "0");
        run(40, 0.3, 0.3, 0.3);
        assertThat(places()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void hostLoadThatComesIsMovedAwayFrom() {
        guest("0");
        guest("1");
        guest("2");
        guest("3");
        guest("0");
        guest("1");
        assertThat(run(40, 0.3, 0.3, 0.3, 0.3, 0.1, 0.1)).isZero();
        hostLoad = new double[] {0.4, 0, 0, 0};
        tick += 1000;
        assertThat(run(60, 0.3, 0.3, 0.3, 0.3, 0.1, 0.1)).isPositive();
        assertThat(places().subList(0, 4)).doesNotContain("0");
    }
}
