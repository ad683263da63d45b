package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 18, 20",
        "0, 100, 100",
        "0, 26, 30",
        "0, 700, 700",
        "0, 1913, 2000",
        "0, 152.7, 160",
        "0, 0, 1",
        "0, 0.3, 0.3"
    })
    void theEndIsRoundAndNear(double min, double max, double end) {
        Range rounded = new Range(min, max).rounded();

        assertThat(rounded.min()).isEqualTo(min);
        assertThat(rounded.max()).isCloseTo(end, offset(1e-9));
    }
}
