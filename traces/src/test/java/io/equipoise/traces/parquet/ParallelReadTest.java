package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParallelReadTest {
    private static final Path RECORDED = Path.of("cases", "cpu-1");

    @Test
    void threadsThatReadAtOnceAllReadTheSame() throws Exception {
        MemoryTrace alone = read();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<MemoryTrace>> readers = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<MemoryTrace>) ParallelReadTest::read)
                    .toList();
            for (Future<MemoryTrace> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static MemoryTrace read() {
        return MemoryTrace.copyOf(ParquetTraces.open(RECORDED));
    }
}
