package io.equipoise.coordinator.policy.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.memory.IdleTax.Client;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdleTaxTest {
    private static final double NO_BOUND = 1e12;

    private static Client client(double shares, double active) {
        return new Client(shares, active, 0, NO_BOUND);
    }

    @Test
    void ratioIsThePapersFormula() {
        // τ = 0.75 makes k = 4.
        assertThat(new IdleTax(0.75).sharesPerPage(1000, 100, 1)).isEqualTo(10);
        assertThat(new IdleTax(0.75).sharesPerPage(1000, 100, 0)).isEqualTo(2.5);
        assertThat(new IdleTax(0.75).sharesPerPage(1000, 100, 0.5)).isEqualTo(4);
    }

    @Test
    void withoutTaxSharesAloneCount() {
        assertThat(new IdleTax(0).divide(300, List.of(client(1, 10), client(2, 250))))
                .containsExactly(new double[] {100, 200}, within(1e-6));
    }

    /** The paper's experiment: an idle and a busy guest with equal shares have the same until the idle one is taxed. */
    @Test
    void taxMovesMemoryFromWhoIsIdleToWhoUsesIt() {
        List<Client> clients = List.of(client(1, 50), client(1, 250));
        assertThat(new IdleTax(0).divide(360, clients)).containsExactly(new double[] {180, 180}, within(1e-6));
        assertThat(new IdleTax(0.75).divide(360, clients)).containsExactly(new double[] {110, 250}, within(20.0));
    }

    @Test
    void nearlyFullTaxTakesAllThatIsIdle() {
        assertThat(new IdleTax(0.999999).divide(250, List.of(client(1, 50), client(1, 500))))
                .containsExactly(new double[] {50, 200}, within(0.01));
    }

    @Test
    void everyoneWithinBoundsHasTheSameRatioAndTheAmountIsUsedUp() {
        Random random = new Random(11);
        IdleTax tax = new IdleTax(0.75);
        for (int run = 0; run < 2_000; run++) {
            List<Client> clients = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(i ->
                            new Client(1 + random.nextInt(4), random.nextInt(900), 100, 200 + random.nextInt(1800)))
                    .toList();
            double amount = random.nextInt(6000);
            double[] pages = tax.divide(amount, clients);
            double least = clients.size() * 100;
            double most = clients.stream().mapToDouble(Client::maximum).sum();
            assertThat(Arrays.stream(pages).sum()).isCloseTo(Math.max(least, Math.min(most, amount)), within(1e-3));
            double[] ratios = IntStream.range(0, pages.length)
                    .filter(i -> pages[i] > 100.001 && pages[i] < clients.get(i).maximum() - 0.001)
                    .mapToDouble(i -> tax.sharesPerPage(
                            clients.get(i).shares(),
                            pages[i],
                            Math.min(1, clients.get(i).active() / pages[i])))
                    .toArray();
            for (double ratio : ratios) {
                assertThat(ratio).isCloseTo(ratios[0], within(1e-6));
            }
        }
    }
}
