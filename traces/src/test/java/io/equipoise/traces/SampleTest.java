package io.equipoise.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private final List<DomainSample> domains =
            IntStream.range(0, 40).mapToObj(SampleTest::domain).toList();

    private static DomainSample domain(int number) {
        return new DomainSample(
                "uuid" + number % 30,
                "vm" + number,
                number,
                DomainState.RUNNING,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    private static Sample sample(List<DomainSample> domains) {
        return new Sample(0, null, 0, null, HostSample.UNKNOWN, List.of(), domains);
    }

    @Test
    void domainOfALazySampleIsFoundAsInAnyOther() {
        Sample made = sample(domains);
        Sample lazy = sample(new LazyList<>(() -> domains));
        for (DomainSample domain : domains) {
            assertThat(lazy.domain(domain.uuid())).isPresent().isEqualTo(made.domain(domain.uuid()));
        }
        assertThat(lazy.domain("uuid30")).isEmpty();
        assertThat(made.domain("uuid30")).isEmpty();
    }
}
