package io.equipoise.traces.readings;

/** Is told how far the reading of a source is. */
public interface ImportProgress {
    /** Tells nobody. */
    ImportProgress SILENT = (done, all) -> {};

    /** So many bytes of all were read. */
    void read(long done, long all);
}
