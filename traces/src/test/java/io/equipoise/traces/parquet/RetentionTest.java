package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionTest {
    @TempDir
    Path temp;

    private final List<String> removed = new ArrayList<>();

    @Test
    void segmentsGoWhenTheirNewestTickIsTooOld() throws IOException {
        Path dir = record(new Keep(Duration.ofSeconds(25), null));

        assertThat(Listing.of(dir).manifests()).extracting(SegmentName::first).containsExactly(70L, 80L, 90L);
        assertThat(removed).hasSize(7).startsWith("000000000-000000009").endsWith("000000060-000000069");
        assertThat(ParquetTraces.open(dir).samples())
                .hasSize(30)
                .extracting(Sample::tick)
                .startsWith(70L);
        CrashTest.checkClean(dir);
    }

    @Test
    void segmentsGoWhenAllTakeTooMuch() throws IOException {
        Path all = record(Keep.ALL);
        long one = Manifest.read(all, new SegmentName(50, 59)).bytes();

        Path dir = record(new Keep(null, one * 7 / 2));

        assertThat(Listing.of(dir).manifests()).hasSize(3);
    }

    @Test
    void newestSegmentStaysHoweverSmallTheLimit() throws IOException {
        assertThat(Listing.of(record(new Keep(Duration.ofSeconds(1), 1L))).manifests())
                .containsExactly(new SegmentName(90, 99));
    }

    @Test
    void nextRecorderRetainsWhatTheLastOneKept() throws IOException {
        Path dir = record(Keep.ALL);
        RecordingLimits limits = RecordingLimits.DEFAULT.withKeep(new Keep(null, 1L));
        TraceRecorder.open(dir, Recordings.empty().header(), limits, RecordingReport.NONE, Disk.REAL, true)
                .close();

        assertThat(Listing.of(dir).manifests()).containsExactly(new SegmentName(90, 99));
    }

    /** 100 ticks, 10 in each segment. */
    private Path record(Keep keep) throws IOException {
        Path dir = temp.resolve("trace" + keep.hashCode());
        RecordingReport report = new RecordingReport() {
            @Override
            public void segmentRemoved(String segment, long bytes) {
                removed.add(segment);
            }
        };
        RecordingLimits limits = new RecordingLimits(10, null, 1_000_000, keep);
        try (TraceRecorder recorder =
                TraceRecorder.open(dir, Recordings.empty().header(), limits, report, CrashingDisk.never(), false)) {
            for (int tick = 0; tick < 100; tick++) {
                recorder.sample(Recordings.bare(tick));
            }
        }
        return dir;
    }

    @ParameterizedTest
    @CsvSource({
        "90m, PT1H30M, ",
        "12h, PT12H, ",
        "30d, PT720H, ",
        "2w, PT336H, ",
        "500MB, , 500000000",
        "10 GB, , 10000000000"
    })
    void ageOrSizeIsRead(String text, Duration age, Long bytes) {
        assertThat(Keep.parse(text)).isEqualTo(new Keep(age, bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "d", "30 days", "-1d", "0d", "10G", "1.5GB"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> Keep.parse(text)).isInstanceOf(InputException.class);
    }
}
