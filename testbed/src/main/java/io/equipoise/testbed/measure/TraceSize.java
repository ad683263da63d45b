package io.equipoise.testbed.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a trace takes on disk.
 *
 * @param vcpuRows rows of table {@code vcpu}
 * @param vcpuBytes bytes of its closed segments
 * @param allBytes bytes of all tables' closed segments
 */
public record TraceSize(long vcpuRows, long vcpuBytes, long allBytes) {

    /** Of a trace whose segments are all closed. */
    static TraceSize of(Path trace, long rows) throws IOException {
        return new TraceSize(rows, bytes(trace.resolve("vcpu")), bytes(trace));
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Bytes of table {@code vcpu} per row. */
    public double bytesPerVcpuRow() {
        return (double) vcpuBytes / vcpuRows;
    }
}
