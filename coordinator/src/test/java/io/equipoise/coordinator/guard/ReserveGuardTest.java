package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReserveGuardTest {
    private final Sample sample =
            sample(0, 4, ballooned("vm1", 500, 90), ballooned("vm2", 500, 90), ballooned("vm3", 500, 400));

    /** What is left of the targets, MiB, when so much is free; -1 for what was dropped. */
    private long[] rule(Long freeMib, long... targets) {
        return rulings(freeMib, targets).stream()
                .mapToLong(ruling -> ruling.left() == null ? -1 : ((Balloon) ruling.left()).kib() / MIB)
                .toArray();
    }

    private List<Ruling> rulings(Long freeMib, long... targets) {
        return new ReserveGuard()
                .limit(
                        IntStream.range(0, targets.length)
                                .mapToObj(i -> Ruling.unguarded(new Balloon("vm" + (i + 1), targets[i] * MIB, "")))
                                .toList(),
                        seen(sample, freeMib));
    }

    @Test
    void whatFitsPasses() {
        assertThat(rule(301L, 550, 550)).containsExactly(550, 550);
        assertThat(rulings(301L, 550).get(0).guard()).isNull();
    }

    @Test
    void hostKeepsMoreThanItsReserve() {
        Ruling ruling = rulings(250L, 600).get(0);
        long given = ((Balloon) ruling.left()).kib() - 500 * MIB;
        assertThat(250 * MIB - given).isGreaterThan(200 * MIB).isLessThanOrEqualTo(200 * MIB + 8);
        assertThat(ruling.guard()).isEqualTo("reserve");
        assertThat(ruling.clauses()).containsExactly("give limited to 50 by reserve: host has 250 free and keeps 200");
    }

    @Test
    void hostAtItsReserveGivesNothing() {
        assertThat(rule(200L, 501)).containsExactly(-1);
        assertThat(rule(-50L, 501)).containsExactly(-1);
        assertThat(rulings(200L, 501).get(0).clauses())
                .containsExactly("dropped by reserve: host has 200 free and keeps 200");
    }

    @Test
    void severalGivesShareWhatIsThereAndWhoWantsLittleGetsItAll() {
        assertThat(rule(301L, 520, 700)).containsExactly(520, 580);
        assertThat(rule(301L, 600, 700)).containsExactly(550, 550);
    }

    @Test
    void memoryBeingTakenIsNotFreeYet() {
        assertThat(rule(250L, 600, 500, 400)).containsExactly(549, 500, 400);
    }

    @Test
    void unknownFreeMemoryIsNotGiven() {
        assertThat(rule(null, 501, 500, 400)).containsExactly(-1, 500, 400);
    }
}
