package io.equipoise.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeTraceTest {
    @TempDir
    Path temp;

    private Path day;

    @BeforeEach
    void makeDay() throws IOException {
        day = Files.createDirectories(temp.resolve("day"));
        Files.writeString(day.resolve("a"), "5\n6\n7\n");
        Files.writeString(day.resolve("b"), "1\n");
    }

    @Test
    void traceIsWrittenWithItsEvents() throws IOException {
        Trace trace = TraceFormat.open("planetlab:" + day);
        Path out = Files.createDirectories(temp.resolve("deep/out"));

        WholeTrace.write(out, trace, UnaryOperator.identity());

        assertThat(MemoryTrace.copyOf(ParquetTraces.open(out))).isEqualTo(MemoryTrace.copyOf(trace));
        assertThat(trace.events()).hasSize(1);
        assertThat(temp.resolve("deep")).isDirectoryNotContaining("glob:**/.out.part");
    }

    @Test
    void failureLeavesNothing() {
        Path out = temp.resolve("out");
        Trace trace = TraceFormat.open("planetlab:" + day);

        assertThatThrownBy(() -> WholeTrace.write(out, trace, sink -> {
                    sink.sample(trace.samples().iterator().next());
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(temp).isDirectoryNotContaining("glob:**/*out*");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Trace trace = TraceFormat.open("planetlab:" + day);

        assertThatThrownBy(() -> WholeTrace.write(day, trace, UnaryOperator.identity()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not empty");
        assertThat(day.resolve("a")).hasContent("5\n6\n7");

        Files.createDirectories(temp.resolve(".out.part"));
        assertThatThrownBy(() -> WholeTrace.write(temp.resolve("out"), trace, UnaryOperator.identity()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".out.part: is left of an import");
        assertThat(temp.resolve(".out.part")).isDirectory();
    }
}
