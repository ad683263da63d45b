package io.equipoise.traces.parquet;

import io.equipoise.traces.TraceSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A trace on its way to the disk, which is none until it is complete. */
public final class WholeTrace {
    private final Path directory;
    private final byte[] header;
    private final TraceWriter writer;

    WholeTrace(Path directory, byte[] header, TraceWriter writer) {
        this.directory = directory;
        this.header = header;
        this.writer = writer;
    }

    /** Takes its rows. */
    public TraceSink rows() {
        return writer;
    }

    /** Makes it a trace; its rows are all there. */
    public void complete() {
        writer.close();
        try {
            Disk.REAL.writeWhole(directory.resolve(HeaderFile.NAME), header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
