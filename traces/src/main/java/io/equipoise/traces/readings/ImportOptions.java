package io.equipoise.traces.readings;

/**
 * How a source is read.
 *
 * @param mostGuests guests that are kept, the first in the source's order; the others' readings are passed over
 * @param progress is told from the reading thread
 */
public record ImportOptions(int mostGuests, ImportProgress progress) {
    /** Every guest, silently. */
    public static final ImportOptions DEFAULT = new ImportOptions(Integer.MAX_VALUE, ImportProgress.SILENT);
}
