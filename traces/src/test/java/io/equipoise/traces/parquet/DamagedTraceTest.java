package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces whose segments have manifests. */
final class DamagedTraceTest {
    @TempDir
    Path temp;

    private Path dir;
    private MemoryTrace trace;

    @BeforeEach
    void write() {
        dir = temp.resolve("trace");
        trace = new RandomTraces(2).trace(25);
        ParquetTraces.write(dir, trace, 50);
    }

    @Test
    void flippedBitInAnyFileIsAnErrorThatNamesIt() throws IOException {
        Random random = new Random(4);
        for (Path file : Manifests.files(dir)) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 12; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                assertRefusedOrSame(file);
            }
            Files.write(file, whole);
        }
    }

    /** The rows of an empty table are not needed, and a manifest may be laid out in another way. */
    private void assertRefusedOrSame(Path file) {
        MemoryTrace read;
        try {
            read = MemoryTrace.copyOf(ParquetTraces.open(dir));
        } catch (InputException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThat(e.getMessage()).contains(file.getFileName().toString().replaceAll("\\..*", ""));
            return;
        }
        assertThat(read).isEqualTo(trace);
    }

    @Test
    void cutFileIsRefusedAtOpening() throws IOException {
        for (Path file : Manifests.files(dir)) {
            byte[] whole = Files.readAllBytes(file);
            for (int length : new int[] {0, 1, whole.length / 2, whole.length - 2}) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertRefused().hasMessageContaining(file.toString());
            }
            Files.write(file, whole);
        }
    }

    @Test
    void lostFileIsRefusedAtOpening() throws IOException {
        for (Path file : Manifests.files(dir)) {
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertRefused().hasMessageContaining(file.getFileName().toString());
            Files.write(file, whole);
        }
    }

    @Test
    void filesOfTwoSegmentsThatChangedPlacesAreRefused() throws IOException {
        List<SegmentName> names = List.copyOf(Listing.of(dir).manifests());
        for (Table table : Tables.ALL) {
            assertSwapRefused(
                    Segment.file(dir, table.name(), names.get(0)), Segment.file(dir, table.name(), names.get(1)));
        }
        assertSwapRefused(Manifest.file(dir, names.get(0)), Manifest.file(dir, names.get(1)));
    }

    @Test
    void filesOfTwoTablesThatChangedPlacesAreRefused() throws IOException {
        SegmentName name = Listing.of(dir).manifests().first();
        for (Table table : Tables.ALL.subList(1, Tables.ALL.size())) {
            assertSwapRefused(Segment.file(dir, "host", name), Segment.file(dir, table.name(), name));
        }
    }

    private void assertSwapRefused(Path one, Path other) throws IOException {
        byte[] ones = Files.readAllBytes(one);
        byte[] others = Files.readAllBytes(other);
        if (Arrays.equals(ones, others)) {
            return;
        }
        Files.write(one, others);
        Files.write(other, ones);
        assertThatThrownBy(() -> MemoryTrace.copyOf(ParquetTraces.open(dir)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(one.getFileName().toString());
        Files.write(one, ones);
        Files.write(other, others);
    }

    @Test
    void headerOfAnotherTraceIsRefused() throws IOException {
        Path other = temp.resolve("other");
        ParquetTraces.write(other, new RandomTraces(3).trace(5));
        Files.write(dir.resolve("trace.json"), Files.readAllBytes(other.resolve("trace.json")));

        assertRefused().hasMessageContaining("trace.json");
    }

    @Test
    void manifestThatClaimsMoreThanThereIsIsRefusedBeforeAnythingIsAllocated() throws IOException {
        SegmentName name = Listing.of(dir).manifests().first();
        Manifest manifest = Manifest.read(dir, name);
        for (long many : new long[] {Integer.MAX_VALUE, Long.MAX_VALUE}) {
            manifest.files().replaceAll((table, sum) -> new Manifest.FileSum(sum.bytes(), many, sum.crc32c()));
            Disk.REAL.writeWhole(Manifest.file(dir, name), manifest.toJson());
            assertRefused().hasMessageContaining("rows and its manifest says");
        }
        manifest.files().replaceAll((table, sum) -> new Manifest.FileSum(Long.MAX_VALUE, 1, sum.crc32c()));
        Disk.REAL.writeWhole(Manifest.file(dir, name), manifest.toJson());
        assertRefused().hasMessageContaining("is cut or damaged");
    }

    @Test
    void laterMinorVersionMayAddColumnsAndTables() throws IOException {
        Path header = dir.resolve("trace.json");
        Files.writeString(header, Files.readString(header).replace("\"1.1\"", "\"1.7\", \"weather\": \"fair\""));
        List<Column> columns = new ArrayList<>(HostTable.TABLE.columns());
        columns.add(2, Column.nullable("steal_ns", Column.Kind.LONG));
        Table wider = Table.of("host", columns);
        Files.createDirectory(dir.resolve("disk"));
        for (SegmentName name : Listing.of(dir).manifests()) {
            Path file = Segment.file(dir, "host", name);
            try (SegmentFile segment = SegmentFile.open(file)) {
                Files.write(file, SegmentWriter.bytes(segment.read(wider)));
            }
            Files.copy(file, Segment.file(dir, "disk", name));
        }
        Manifests.seal(dir);

        assertThat(ParquetTraces.open(dir).samples()).containsExactlyElementsOf(trace.samples());

        Path other = Segment.file(dir, "disk", Listing.of(dir).manifests().first());
        Files.write(other, new byte[] {'P', 'A', 'R', '1'});
        assertRefused().hasMessageContaining(other.toString());
    }

    @Test
    void traceWithoutSamplesIsRefused() {
        Path none = temp.resolve("none");
        ParquetTraces.create(none, trace.header()).close();

        assertThatThrownBy(() -> ParquetTraces.open(none))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds no sample");
    }

    @Test
    void segmentsThatOverlapAreRefused() throws IOException {
        List<SegmentName> names = List.copyOf(Listing.of(dir).manifests());
        SegmentName overlapping =
                new SegmentName(names.get(0).last(), names.get(1).first());
        Files.writeString(Manifest.file(dir, overlapping), "{}");

        assertRefused().hasMessageContaining("overlaps segment " + names.get(0));
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(() -> ParquetTraces.open(dir))
                .isInstanceOf(InputException.class)
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }
}
