package io.equipoise.traces.parquet;

import java.io.IOException;
import java.nio.file.Path;

/** A stretch of a trace that is read at once: a segment, or a journal that is none yet. */
interface Part {
    /** Its first and last tick. */
    SegmentName name();

    /** A file or folder for messages. */
    Path where();

    /** Number of rows, without reading them where that is known; otherwise at least 1. */
    long rows(Table table);

    /** All rows; an {@link java.nio.file.NoSuchFileException} once the part was removed or became another. */
    Rows read(Table table) throws IOException;
}
