package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading needs the memory of a whole segment: it must not grow with the number of guests. */
final class SegmentLengthTest {
    @TempDir
    Path temp;

    @Test
    void segmentEndsWhenItHasManyRows() throws IOException {
        byte[] header = HeaderFile.bytes(Recordings.empty().header());
        Disk.REAL.writeWhole(temp.resolve(HeaderFile.NAME), header);
        int rowsOfTick = rows(0);
        try (TraceWriter writer =
                new TraceWriter(new Segments(temp, Disk.REAL, Checksum.of(header)), 3_600, 4 * rowsOfTick)) {
            for (int tick = 0; tick < 10; tick++) {
                writer.sample(Recordings.bare(tick));
            }
        }

        assertThat(segments())
                .containsExactly(
                        "000000000-000000003.parquet", "000000004-000000007.parquet", "000000008-000000009.parquet");
        assertThat(ParquetTraces.open(temp).samples()).hasSize(10);
    }

    private static int rows(int tick) {
        RowBatch batch = new RowBatch();
        batch.add(Recordings.bare(tick));
        return batch.size();
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("host"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
