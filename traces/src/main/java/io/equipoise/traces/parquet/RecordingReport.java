package io.equipoise.traces.parquet;

/** Hears what a {@link TraceRecorder} does, from the thread that does it: the one that hands over rows, or the closing one. */
public interface RecordingReport {
    /** Nobody listens. */
    RecordingReport NONE = new RecordingReport() {};

    /** A tick is on disk. */
    default void journaled(long bytes) {}

    /** A journal became a segment, named by its first and last tick; bytes are those of all its tables. */
    default void segmentClosed(String segment, long bytes) {}

    /** A journal could not become a segment; it stays as it is, and closing it is tried again later. */
    default void segmentPostponed(String journal, String reason) {}

    /** Bytes of a journal were damaged and left out of its segment; the journal is kept under this name. */
    default void journalDamaged(String keptAs, long bytes) {}

    /** Retention removed a segment. */
    default void segmentRemoved(String segment, long bytes) {}

    /** A tick could not be written; called at each, ticks is their number since the last one that was written. */
    default void ticksLost(long ticks, String reason) {}

    /** A tick was written again after some were lost. */
    default void writableAgain() {}
}
