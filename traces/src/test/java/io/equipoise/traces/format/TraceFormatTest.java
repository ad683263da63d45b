package io.equipoise.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceFormatTest {
    @TempDir
    Path temp;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(temp.resolve("a.log"), "memory,vm1,512.0,100.5\n");
    }

    @Test
    void argumentMayCarryItsFormat() {
        MemoryTrace imported = MemoryTrace.copyOf(TraceFormat.open("monitor:" + log));
        Path dir = temp.resolve("trace");
        ParquetTraces.write(dir, imported);

        assertThat(MemoryTrace.copyOf(TraceFormat.open(dir.toString()))).isEqualTo(imported);
        assertThat(MemoryTrace.copyOf(TraceFormat.open("parquet:" + dir))).isEqualTo(imported);
    }

    @Test
    void directoryWithAColonInItsNameIsADirectory() {
        Path dir = temp.resolve("x:y");
        ParquetTraces.write(dir, MemoryTrace.copyOf(TraceFormat.open("monitor:" + log)));

        assertThat(TraceFormat.open(dir.toString()).samples()).hasSize(1);
    }

    @Test
    void unknownFormatIsAnsweredWithThoseThatExist() {
        assertThatThrownBy(() -> TraceFormat.open("excel:a.xls"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("parquet:, monitor:");
    }
}
