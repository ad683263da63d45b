package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of format 1.0, which have no manifests. */
final class DamagedPlainTraceTest {
    @TempDir
    Path temp;

    private Path dir;
    private MemoryTrace trace;

    @BeforeEach
    void write() throws IOException {
        dir = temp.resolve("trace");
        trace = new RandomTraces(2).trace(25);
        ParquetTraces.write(dir, trace, 50);
        Manifests.makePlain(dir);
    }

    @Test
    void cutSegmentOfAnyTableIsRefusedInOneLine() throws IOException {
        for (Table table : Tables.ALL) {
            Path segment = segment(table.name());
            byte[] whole = Files.readAllBytes(segment);
            Files.write(segment, Arrays.copyOf(whole, whole.length / 2));

            assertRefused().hasMessageContaining(segment.toString()).hasMessageContaining("cut or damaged");

            Files.write(segment, new byte[0]);
            assertRefused().hasMessageContaining(segment.toString());
            Files.write(segment, whole);
        }
    }

    @Test
    void damagedValuesAreNeverTakenForTrue() throws IOException {
        Path segment = segment("host");
        byte[] bytes = Files.readAllBytes(segment);
        List<Sample> whole;
        try (SegmentFile file = SegmentFile.open(segment)) {
            whole = hosts(file.read(HostTable.TABLE));
        }
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(4, bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, damaged);
            try (SegmentFile file = SegmentFile.open(segment)) {
                assertThat(hosts(file.read(HostTable.TABLE))).isEqualTo(whole);
            } catch (InputException e) {
                assertThat(e.getMessage()).contains(segment.getFileName().toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void missingTableIsRefused() throws IOException {
        delete(dir.resolve("load"));

        assertRefused().hasMessageContaining(dir.resolve("load").toString()).hasMessageContaining("table is missing");
    }

    @Test
    void missingSegmentIsRefusedWhicheverTableLacksIt() throws IOException {
        for (String table : List.of("host", "memory", "event")) {
            Path segment = segment(table);
            byte[] whole = Files.readAllBytes(segment);
            Files.delete(segment);

            assertRefused().hasMessageContaining(segment.toString()).hasMessageContaining("missing");
            Files.write(segment, whole);
        }
    }

    @Test
    void laterMajorVersionIsRefusedBeforeAnythingElseIsLookedAt() throws IOException {
        replaceInHeader("\"1.0\"", "\"2.0\"");
        delete(dir.resolve("vcpu"));

        assertRefused().hasMessageContaining("trace.json").hasMessageContaining("format 2.0 is newer");
    }

    @Test
    void headerThatIsNoneIsRefusedByField() throws IOException {
        replaceInHeader("\"interval_ms\"", "\"interval\"");
        assertRefused().hasMessageContaining("trace.json").hasMessageContaining("'interval_ms' is missing");

        Files.writeString(dir.resolve("trace.json"), "{\n  \"format\": ");
        assertRefused().hasMessageContaining("trace.json").hasMessageContaining("line 2");

        Files.writeString(dir.resolve("trace.json"), "[]");
        assertRefused().hasMessageContaining("'format' is missing");

        Files.writeString(dir.resolve("trace.json"), "{\"format\": \"one\"}");
        assertRefused().hasMessageContaining("'one' is no version");
    }

    @Test
    void columnThatIsNullableMayBeMissingAndAnotherMayNot() throws IOException {
        List<Column> columns = new ArrayList<>(EventTable.TABLE.columns());
        columns.remove(1);
        rewrite("event", Table.of("event", columns));
        assertThat(ParquetTraces.open(dir).events())
                .hasSameSizeAs(trace.events())
                .allSatisfy(event -> assertThat(event.utcMicros()).isNull());

        columns.remove(1);
        rewrite("event", Table.of("event", columns));
        assertRefused().hasMessageContaining("column type is missing");
    }

    @Test
    void whatIsNoTraceIsRefused() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Path file = Files.writeString(temp.resolve("file.log"), "vm1");

        assertRefused(empty).hasMessageContaining("empty directory");
        assertRefused(temp).hasMessageContaining("no trace.json");
        assertRefused(file).hasMessageContaining("monitor:" + file);
        assertRefused(temp.resolve("nowhere")).hasMessageContaining("no such trace");
    }

    @Test
    void segmentsThatOverlapAreRefused() throws IOException {
        for (Table table : Tables.ALL) {
            Path first = segment(table.name());
            Files.copy(first, first.resolveSibling("900000000-900000001.parquet"));
        }

        assertThatThrownBy(() -> ParquetTraces.open(dir).samples().forEach(sample -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("earlier segment");
    }

    @Test
    void rowsWithoutTheirTickOrDomainAreRefused() throws IOException {
        for (String table : List.of("host", "domain")) {
            Table known = table.equals("host") ? HostTable.TABLE : DomainTable.TABLE;
            Path segment = segment(table);
            byte[] whole = Files.readAllBytes(segment);
            Files.write(segment, SegmentWriter.bytes(new Rows(known, 1)));

            assertThatThrownBy(() -> ParquetTraces.open(dir).samples().forEach(sample -> {}))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("lacks");
            Files.write(segment, whole);
        }
    }

    private static List<Sample> hosts(Rows rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> HostTable.read(rows, row, List.of(), List.of()))
                .toList();
    }

    private void rewrite(String name, Table table) throws IOException {
        for (Path segment : segments(name)) {
            Rows rows;
            try (SegmentFile file = SegmentFile.open(segment)) {
                rows = file.read(table);
            }
            Files.write(segment, SegmentWriter.bytes(rows));
        }
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertRefused(dir);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Path path) {
        return assertThatThrownBy(() -> ParquetTraces.open(path))
                .isInstanceOf(InputException.class)
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }

    private void replaceInHeader(String old, String replacement) throws IOException {
        Path header = dir.resolve("trace.json");
        String text = Files.readString(header);
        assertThat(text).contains(old);
        Files.writeString(header, text.replace(old, replacement));
    }

    private Path segment(String table) throws IOException {
        return segments(table).get(0);
    }

    private List<Path> segments(String table) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(table))) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
