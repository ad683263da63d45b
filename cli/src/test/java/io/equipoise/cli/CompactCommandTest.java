package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.Keep;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.RecordingLimits;
import io.equipoise.traces.parquet.RecordingReport;
import io.equipoise.traces.parquet.TraceRecorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompactCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void smallSegmentsBecomeOneWithTheSameRows() throws IOException {
        MemoryTrace trace = recorded();
        Path small = folder.resolve("small");
        try (TraceRecorder recorder = recorder(small, trace)) {
            trace.copyTo(recorder);
        }
        MemoryTrace before = MemoryTrace.copyOf(ParquetTraces.open(small));
        assertThat(segments(small)).isGreaterThan(5);

        assertThat(compact(small)).isZero();

        assertThat(segments(small)).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("segments: ")
                .contains(" before, 1 now")
                .hasLineCount(1);
        assertThat(MemoryTrace.copyOf(ParquetTraces.open(small))).isEqualTo(before);
        assertThat(before.samples()).hasSameSizeAs(trace.samples());
    }

    @Test
    void traceThatIsBeingRecordedIsRefusedInOneLine() throws IOException {
        MemoryTrace trace = recorded();
        Path busy = folder.resolve("busy");
        try (TraceRecorder recorder = recorder(busy, trace)) {
            for (Sample sample : trace.samples().subList(0, 3)) {
                recorder.sample(sample);
            }
            assertThat(compact(busy)).isEqualTo(2);
        }
        assertThat(err.toString())
                .startsWith("equipoise: ")
                .contains(busy.toString())
                .hasLineCount(1);
    }

    private static MemoryTrace recorded() {
        return MemoryTrace.copyOf(ParquetTraces.open(Path.of("..", "traces", "cases", "cpu-1")));
    }

    private static TraceRecorder recorder(Path directory, MemoryTrace trace) {
        return ParquetTraces.record(
                directory, trace.header(), new RecordingLimits(10, null, 100_000, Keep.ALL), RecordingReport.NONE);
    }

    private static long segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("vcpu"))) {
            return files.count();
        }
    }

    private int compact(Path directory) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("compact", directory.toString());
    }
}
