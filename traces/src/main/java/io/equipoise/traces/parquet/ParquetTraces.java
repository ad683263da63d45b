package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens and makes traces on disk; failures of the disk are {@link UncheckedIOException}s. */
public final class ParquetTraces {
    private ParquetTraces() {}

    /**
     * Checks the whole directory and opens it; samples are then read a segment at a time. An {@link InputException} names
     * the file that is cut, missing or of a later major version, or says that the directory is no trace.
     */
    public static Trace open(Path directory) {
        try {
            return new ParquetTrace(TraceDirectory.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a trace in a directory that is empty or not there yet; the header is written at once. */
    public static TraceWriter create(Path directory, TraceHeader header) {
        try {
            claim(directory);
            HeaderFile.write(directory, header);
            return new TraceWriter(directory, TraceWriter.SEGMENT_TICKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a whole trace; the header comes last, so that a directory whose writing failed is none. */
    public static void write(Path directory, MemoryTrace trace) {
        write(directory, trace, TraceWriter.SEGMENT_TICKS);
    }

    static void write(Path directory, MemoryTrace trace, int segmentTicks) {
        try {
            claim(directory);
            TraceWriter writer = new TraceWriter(directory, segmentTicks);
            trace.copyTo(writer);
            writer.close();
            HeaderFile.write(directory, trace.header());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void claim(Path directory) throws IOException {
        NewDirectory.require(directory);
        Files.createDirectories(directory);
    }
}
