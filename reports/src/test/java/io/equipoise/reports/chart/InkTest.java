package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InkTest {
    @Test
    void everyInkIsToldByItsColour() {
        assertThat(Arrays.stream(Ink.values()))
                .allSatisfy(ink -> assertThat(Ink.of(ink.light())).isEqualTo(ink));
    }

    @Test
    void seriesRepeatAfterTen() {
        assertThat(Ink.series(13)).isEqualTo(Ink.S3);
    }
}
