package io.equipoise.traces.parquet;

import java.util.List;

/**
 * What a recovery did.
 *
 * @param segments that were made of journals, named by first and last tick
 * @param ticks in them
 * @param tornBytes of ticks that were not written to the end, and are gone
 * @param damagedBytes of journals that could not be read; each such journal is kept as {@code ….damaged}
 * @param setAside these journals' new names
 * @param leftovers segments and journals of which only remains were there, and were removed
 */
public record Recovered(
        List<String> segments, long ticks, long tornBytes, long damagedBytes, List<String> setAside, int leftovers) {

    public Recovered {
        segments = List.copyOf(segments);
        setAside = List.copyOf(setAside);
    }

    /** Whether the trace was whole, so that nothing was to do. */
    public boolean isNothing() {
        return segments.isEmpty() && tornBytes == 0 && setAside.isEmpty() && leftovers == 0;
    }
}
