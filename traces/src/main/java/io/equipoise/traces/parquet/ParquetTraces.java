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
        return Moving.read(() -> new ParquetTrace(TraceDirectory.open(directory)));
    }

    /**
     * Follows a trace that another process records, beginning with so many of its newest samples, at least 1; an
     * {@link InputException} if the directory is none.
     */
    public static TraceFollower follow(Path directory, int newest) {
        try {
            return new TraceFollower(directory, newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a trace in a directory that is empty or not there yet; the header is written at once. */
    public static TraceWriter create(Path directory, TraceHeader header) {
        try {
            byte[] json = claim(directory, header);
            Disk.REAL.writeWhole(directory.resolve(HeaderFile.NAME), json);
            return writer(directory, json, TraceWriter.SEGMENT_TICKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a whole trace; the header comes last, so that a directory whose writing failed is none. */
    public static void write(Path directory, MemoryTrace trace) {
        write(directory, trace, TraceWriter.SEGMENT_TICKS);
    }

    static void write(Path directory, MemoryTrace trace, int segmentTicks) {
        WholeTrace whole = whole(directory, trace.header(), segmentTicks);
        trace.copyTo(whole.rows());
        whole.complete();
    }

    /** Begins what {@link #write} does, for rows that come one by one. */
    public static WholeTrace whole(Path directory, TraceHeader header) {
        return whole(directory, header, TraceWriter.SEGMENT_TICKS);
    }

    private static WholeTrace whole(Path directory, TraceHeader header, int segmentTicks) {
        try {
            byte[] json = claim(directory, header);
            return new WholeTrace(directory, json, writer(directory, json, segmentTicks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Records into a directory that is empty, not there yet, or holds a recording of the same source, interval and host,
     * which is recovered and continued. An {@link InputException} says why the directory does not fit, or who records into
     * it already.
     */
    public static TraceRecorder record(
            Path directory, TraceHeader header, RecordingLimits limits, RecordingReport report) {
        try {
            return TraceRecorder.open(directory, header, limits, report, Disk.REAL, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TraceWriter writer(Path directory, byte[] header, int segmentTicks) throws IOException {
        return new TraceWriter(new Segments(directory, Disk.REAL, Checksum.of(header)), segmentTicks);
    }

    private static byte[] claim(Path directory, TraceHeader header) throws IOException {
        NewDirectory.require(directory);
        Files.createDirectories(directory);
        return HeaderFile.bytes(header);
    }
}
