package io.equipoise.replay.run;

import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a trace around the one that is being decoded; they are read ahead as asked for and then forgotten. */
final class RowWindow {
    private final Roster roster;
    private final Iterator<Sample> samples;
    private final List<Row> rows = new ArrayList<>();
    private int first;
    private @Nullable Row newest;

    RowWindow(Roster roster, Iterator<Sample> samples) {
        this.roster = roster;
        this.samples = samples;
    }

    /** Whether the trace has a row at this position. */
    boolean has(int at) {
        while (at >= first + rows.size() && samples.hasNext()) {
            newest = new Row(roster, first + rows.size(), samples.next(), newest);
            rows.add(newest);
        }
        return at >= 0 && at < first + rows.size();
    }

    Row get(int at) {
        if (at < first || !has(at)) {
            throw new IllegalStateException("row " + at + " is not among those from " + first + " on");
        }
        return rows.get(at - first);
    }

    /** The samples from one position to another, both included. */
    List<Sample> samples(int from, int to) {
        get(to);
        return rows.subList(from - first, to - first + 1).stream()
                .map(row -> row.sample)
                .toList();
    }

    /** Forgets the rows before a position. */
    void forget(int before) {
        int gone = Math.min(rows.size(), Math.max(0, before - first));
        rows.subList(0, gone).clear();
        first += gone;
    }
}
