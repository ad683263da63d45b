package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.Compaction.Compacted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactionTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRowIsKept(long seed) {
        MemoryTrace trace = new RandomTraces(seed).trace(30);
        Path dir = temp.resolve("trace");
        ParquetTraces.write(dir, trace, 20);

        Compacted compacted = Compaction.compact(dir, CrashingDisk.never());

        assertThat(compacted.before()).isGreaterThan(3);
        assertThat(compacted.after()).isEqualTo(1);
        assertThat(compacted.bytesAfter()).isLessThan(compacted.bytesBefore());
        Recordings.assertSame(ParquetTraces.open(dir), trace);
        assertThat(Compaction.compact(dir).before()).isEqualTo(1);
    }

    @Test
    void noSegmentCrossesAMultipleOf3600Ticks() throws IOException {
        Path dir = temp.resolve("trace");
        try (TraceWriter writer = new TraceWriter(new Segments(dir, CrashingDisk.never(), header(dir)), 900)) {
            for (long tick = 100; tick < 12_000; tick += 50) {
                writer.sample(Recordings.bare(tick));
            }
        }

        assertThat(Compaction.compact(dir, CrashingDisk.never()).after()).isEqualTo(4);

        assertThat(Listing.of(dir).manifests())
                .containsExactly(
                        new SegmentName(100, 3_550),
                        new SegmentName(3_600, 7_150),
                        new SegmentName(7_200, 10_750),
                        new SegmentName(10_800, 11_950));
    }

    private static String header(Path dir) throws IOException {
        byte[] header = HeaderFile.bytes(Recordings.empty().header());
        Disk.REAL.createDirectory(dir);
        Disk.REAL.writeWhole(dir.resolve(HeaderFile.NAME), header);
        return Checksum.of(header);
    }

    @Test
    void iterationThatHasBegunGoesOnInTheNewSegments() {
        MemoryTrace trace = new RandomTraces(6).trace(30);
        Path dir = temp.resolve("trace");
        ParquetTraces.write(dir, trace, 20);
        Trace opened = ParquetTraces.open(dir);
        Iterator<Sample> samples = opened.samples().iterator();
        List<Sample> first = List.of(samples.next(), samples.next());

        Compaction.compact(dir, CrashingDisk.never());

        assertThat(first).isEqualTo(trace.samples().subList(0, 2));
        assertThat((Iterable<Sample>) () -> samples)
                .containsExactlyElementsOf(trace.samples().subList(2, 30));
    }

    @Test
    void traceThatIsBeingRecordedIsNotTouched() throws IOException {
        Path dir = temp.resolve("trace");
        try (TraceRecorder recorder =
                ParquetTraces.record(dir, Recordings.empty().header(), RecordingLimits.DEFAULT, RecordingReport.NONE)) {
            recorder.sample(Recordings.bare(0));

            assertThatThrownBy(() -> Compaction.compact(dir))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is being written");
            assertThatThrownBy(() -> Recovery.recover(dir)).hasMessageContaining("is being written");
        }
    }

    @Test
    void traceOfAnotherFormatIsRefused() throws IOException {
        Path dir = temp.resolve("trace");
        ParquetTraces.write(dir, new RandomTraces(1).trace(3));
        Manifests.makePlain(dir);

        assertThatThrownBy(() -> Compaction.compact(dir))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has format 1.0");
    }
}
