package io.equipoise.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4, 4",
        "1.25, 1.25",
        "43.649, 43.6",
        "100, 100",
        "999.6, 1000",
        "1234.5, 1235",
        "0.00012, 0",
        "-3.14159, -3.14",
        "0.98765, 0.988",
        "NaN, –",
        "Infinity, ∞",
        ", –"
    })
    void figuresAreShort(Double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }
}
