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
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTripTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadExactly(long seed) {
        MemoryTrace trace = new RandomTraces(seed).trace(1 + (int) seed * 6);
        Path dir = temp.resolve("trace");

        ParquetTraces.write(dir, trace, 16);

        assertSame(ParquetTraces.open(dir), trace);
    }

    @Test
    void everyTableHasTheSameSegmentsOfLimitedLength() throws IOException {
        MemoryTrace trace = new RandomTraces(9).trace(40);
        Path dir = temp.resolve("trace");

        ParquetTraces.write(dir, trace, 16);

        List<String> segments = names(dir.resolve("host"));
        assertThat(segments).hasSizeGreaterThan(5).allSatisfy(name -> {
            long first = Long.parseLong(name.substring(0, 9));
            long last = Long.parseLong(name.substring(10, 19));
            assertThat(first / 16).isEqualTo(last / 16);
        });
        for (Table table : Tables.ALL) {
            assertThat(names(dir.resolve(table.name()))).isEqualTo(segments);
        }
    }

    @Test
    void segmentIsNamedByItsTicks() throws IOException {
        Path dir = temp.resolve("trace");
        MemoryTrace trace = new RandomTraces(1).trace(1);
        try (TraceWriter writer = ParquetTraces.create(dir, trace.header())) {
            for (long tick : new long[] {0, 3_599, 3_600}) {
                writer.sample(at(trace.samples().get(0), tick));
            }
        }

        assertThat(names(dir.resolve("vcpu")))
                .containsExactly("000000000-000003599.parquet", "000003600-000003600.parquet");
    }

    @Test
    void samplesMayBeIteratedAgainAndSideBySide() {
        MemoryTrace trace = new RandomTraces(10).trace(15);
        ParquetTraces.write(temp.resolve("trace"), trace, 8);
        Trace opened = ParquetTraces.open(temp.resolve("trace"));

        Iterator<Sample> one = opened.samples().iterator();
        one.next();

        assertThat(opened.samples()).containsExactlyElementsOf(trace.samples());
        assertThat(one.next()).isEqualTo(trace.samples().get(1));
    }

    @Test
    void headerIsThereWhileTheTraceIsBeingWritten() {
        MemoryTrace trace = new RandomTraces(11).trace(3);
        Path dir = temp.resolve("trace");
        try (TraceWriter writer = ParquetTraces.create(dir, trace.header())) {
            assertThat(dir.resolve("trace.json")).exists();
            trace.copyTo(writer);
        }

        assertSame(ParquetTraces.open(dir), trace);
    }

    @Test
    void rowsThatComeAfterTheirSegmentAreKept() {
        MemoryTrace trace = new RandomTraces(12).trace(25);
        Path dir = temp.resolve("trace");
        ParquetTraces.write(dir, new MemoryTrace(trace.header(), trace.samples(), List.of(), List.of(), List.of()), 8);
        Path late = temp.resolve("late");
        try (TraceWriter writer = ParquetTraces.create(late, trace.header())) {
            trace.samples().forEach(writer::sample);
            trace.events().forEach(writer::event);
            trace.loads().forEach(writer::load);
            trace.decisions().forEach(writer::decision);
        }

        assertSame(ParquetTraces.open(late), trace);
        assertThat(ParquetTraces.open(dir).events()).isEmpty();
    }

    @Test
    void directoryThatIsNotEmptyIsNeverWritten() throws IOException {
        Path mine = Files.writeString(temp.resolve("thesis.txt"), "mine");
        MemoryTrace trace = new RandomTraces(13).trace(3);

        assertThatThrownBy(() -> ParquetTraces.write(temp, trace))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> ParquetTraces.create(mine, trace.header()).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a file");

        assertThat(temp).isDirectoryNotContaining(path -> !path.equals(mine));
        assertThat(mine).hasContent("mine");
    }

    @Test
    void ticksOutOfOrderAndRowsAfterTheEndAreRefused() {
        Sample sample = new RandomTraces(14).trace(1).samples().get(0);
        TraceWriter writer = ParquetTraces.create(
                temp.resolve("trace"), new RandomTraces(14).trace(1).header());
        writer.sample(at(sample, 5));

        assertThatThrownBy(() -> writer.sample(at(sample, 5))).isInstanceOf(IllegalArgumentException.class);
        writer.close();
        assertThatThrownBy(() -> writer.sample(at(sample, 6))).isInstanceOf(IllegalStateException.class);
    }

    private static Sample at(Sample sample, long tick) {
        return new Sample(
                tick,
                sample.utcMicros(),
                sample.monotonicNanos(),
                sample.callNanos(),
                sample.host(),
                sample.pcpus(),
                sample.domains());
    }

    private static void assertSame(Trace actual, MemoryTrace expected) {
        assertThat(actual.header()).isEqualTo(expected.header());
        assertThat(actual.samples()).containsExactlyElementsOf(expected.samples());
        assertThat(actual.events()).isEqualTo(expected.events());
        assertThat(actual.loads()).isEqualTo(expected.loads());
        assertThat(actual.decisions()).isEqualTo(expected.decisions());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
