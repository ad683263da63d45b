package io.equipoise.traces.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {
    @Test
    void numbersAreRead() {
        assertThat(Numbers.real("6.7108864E7")).isEqualTo(67_108_864);
        assertThat(Numbers.real("-0.5")).isEqualTo(-0.5);
        assertThat(Numbers.whole("1376314846")).isEqualTo(1_376_314_846);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "0x1p3", "1f", "1,5", "-", "e", "1e999", "1 2", "1.2.3"})
    void whatIsNoNumberIsNaN(String text) {
        assertThat(Numbers.real(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.0", "1e3", "1234567890123456789"})
    void whatIsNoWholeNumberIsNone(String text) {
        assertThat(Numbers.whole(text)).isEqualTo(Numbers.NONE);
    }

    @Test
    void namesAreOrderedByTheNumbersInThem() {
        assertThat(Stream.of("vm10", "vm2", "a", "vm", "vm2b", "vm02", "2", "10")
                        .sorted(NaturalOrder.INSTANCE))
                .containsExactly("2", "10", "a", "vm", "vm02", "vm2", "vm2b", "vm10");
    }
}
