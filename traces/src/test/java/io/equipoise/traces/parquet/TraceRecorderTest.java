package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceRecorderTest {
    @TempDir
    Path temp;

    private Path dir;

    @BeforeEach
    void name() {
        dir = temp.resolve("trace");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsRecordedIsReadExactly(long seed) throws IOException {
        MemoryTrace trace = new RandomTraces(seed).trace(1 + (int) seed * 6);

        try (TraceRecorder recorder = record(trace, 16)) {
            trace.copyTo(recorder);
        }

        Recordings.assertSame(ParquetTraces.open(dir), trace);
        assertThat(Listing.of(dir).journals()).isEmpty();
    }

    @Test
    void whatIsBeingRecordedIsReadUpToTheLastSample() throws IOException {
        MemoryTrace trace = new RandomTraces(3).trace(40);
        try (TraceRecorder recorder = record(trace, 16)) {
            for (Sample sample : trace.samples()) {
                recorder.sample(sample);
                Trace read = ParquetTraces.open(dir);
                List<Sample> soFar = trace.samples().subList(0, trace.samples().indexOf(sample) + 1);
                assertThat(read.samples()).containsExactlyElementsOf(soFar);
            }
        }
    }

    @Test
    void openedTraceIsReadToItsEndThoughJournalsBecomeSegmentsMeanwhile() throws IOException {
        MemoryTrace trace = new RandomTraces(5).trace(60);
        List<Sample> samples = trace.samples();
        Trace opened;
        try (TraceRecorder recorder = record(trace, 16)) {
            samples.subList(0, 40).forEach(recorder::sample);
            opened = ParquetTraces.open(dir);
            samples.subList(40, 60).forEach(recorder::sample);
        }

        assertThat(opened.samples()).containsExactlyElementsOf(samples.subList(0, 40));
    }

    @Test
    void segmentEndsWhenItIsRolledOrOldOrLarge() throws IOException {
        Sample sample = new RandomTraces(6).trace(1).samples().get(0);
        RecordingLimits limits = new RecordingLimits(3_600, Duration.ofSeconds(10), 1_000_000, Keep.ALL);
        MemoryTrace trace = Recordings.empty();
        try (TraceRecorder recorder =
                TraceRecorder.open(dir, trace.header(), limits, RecordingReport.NONE, Disk.REAL, false)) {
            for (int tick = 0; tick < 30; tick++) {
                recorder.sample(Recordings.at(sample, tick));
                if (tick == 25) {
                    recorder.roll();
                    recorder.roll();
                }
            }
        }
        assertThat(Listing.of(dir).manifests())
                .extracting(SegmentName::toString)
                .containsExactly(
                        "000000000-000000009", "000000010-000000019", "000000020-000000025", "000000026-000000029");
    }

    @Test
    void segmentHoldsNoMoreRowsThanItMay() throws IOException {
        MemoryTrace trace = new RandomTraces(7).trace(50);
        RecordingLimits limits = new RecordingLimits(3_600, null, 60, Keep.ALL);
        try (TraceRecorder recorder =
                TraceRecorder.open(dir, trace.header(), limits, RecordingReport.NONE, Disk.REAL, false)) {
            trace.copyTo(recorder);
        }

        for (SegmentName name : Listing.of(dir).manifests()) {
            Manifest manifest = Manifest.read(dir, name);
            assertThat(Tables.ALL.stream().mapToLong(manifest::rows).sum()).isLessThanOrEqualTo(60);
        }
        Recordings.assertSame(ParquetTraces.open(dir), trace);
    }

    @Test
    void rowsWithoutAnySampleAfterThemAreKept() throws IOException {
        MemoryTrace trace = new RandomTraces(12).trace(25);
        try (TraceRecorder recorder = record(trace, 8)) {
            trace.samples().forEach(recorder::sample);
            recorder.roll();
            trace.events().forEach(recorder::event);
            trace.loads().forEach(recorder::load);
            trace.decisions().forEach(recorder::decision);
        }

        Recordings.assertSame(ParquetTraces.open(dir), trace);
    }

    @Test
    void directoryOfSomebodyElseIsNeverWritten() throws IOException {
        Path mine = Files.writeString(temp.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> ParquetTraces.record(
                        temp, Recordings.empty().header(), RecordingLimits.DEFAULT, RecordingReport.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not empty");

        assertThat(temp).isDirectoryNotContaining(path -> !path.equals(mine));
    }

    @Test
    void secondWriterInThisProcessIsRefusedAndTheFirstGoesOn() throws IOException {
        MemoryTrace trace = new RandomTraces(3).trace(10);
        try (TraceRecorder recorder = record(trace, 16)) {
            trace.samples().subList(0, 5).forEach(recorder::sample);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> record(trace, 16).close())
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("is being written by this process");
            }
            trace.samples().subList(5, 10).forEach(recorder::sample);
        }
        assertThat(ParquetTraces.open(dir).samples()).containsExactlyElementsOf(trace.samples());
    }

    private TraceRecorder record(MemoryTrace trace, int segmentTicks) throws IOException {
        RecordingLimits limits = new RecordingLimits(segmentTicks, null, 1_000_000, Keep.ALL);
        return TraceRecorder.open(dir, trace.header(), limits, RecordingReport.NONE, Disk.REAL, false);
    }
}
