package io.equipoise.traces.parquet;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a segment of a journal; what is damaged is left out, and the journal kept beside it under another name. */
record JournalCloser(Segments segments) {
    private static final String DAMAGED = ".damaged";

    /**
     * What became of a journal.
     *
     * @param segment null if the journal has no whole tick
     * @param damaged bytes that were left out
     * @param setAside name under which a damaged journal is kept; null for one that is not
     */
    record Closed(
            @Nullable Manifest segment,
            long torn,
            long damaged,
            @Nullable String setAside) {
        /** Number of samples. */
        long ticks() {
            return segment == null ? 0 : segment.rows(HostTable.TABLE);
        }
    }

    /** Of a journal that others follow, the last tick is not torn but damaged. */
    Closed close(long first, boolean isLast) throws IOException {
        Closed closed = commit(first, isLast);
        segments.deleteJournal(first);
        return closed;
    }

    private Closed commit(long first, boolean isLast) throws IOException {
        Journal journal;
        try {
            journal = Journal.open(segments.directory(), first, segments.header());
        } catch (InputException e) {
            long bytes = Files.size(Journal.file(segments.directory(), first));
            return new Closed(null, 0, bytes, setAside(first));
        }
        if (journal.isDamaged(isLast)) {
            String kept = setAside(first);
            Manifest manifest =
                    journal.isEmpty() ? null : segments.commit(journal.name(), table -> marked(journal, table));
            return new Closed(
                    manifest, 0, journal.scan().damaged() + journal.scan().torn(), kept);
        }
        Manifest manifest = journal.isEmpty() ? null : segments.commit(journal.name(), journal::read);
        return new Closed(manifest, journal.scan().torn(), 0, null);
    }

    /** The rows, and an event that says that some are missing. */
    private static Rows marked(Journal journal, Table table) throws IOException {
        Rows rows = journal.read(table);
        if (table.equals(EventTable.TABLE)) {
            String detail = "a part of the journal was damaged and is left out";
            EventTable.add(rows, new Event(journal.name().first(), null, EventType.GAP, null, null, detail));
        }
        return rows;
    }

    private String setAside(long first) throws IOException {
        Path file = Journal.file(segments.directory(), first);
        Path copy = file.resolveSibling(file.getFileName() + DAMAGED);
        segments.disk().writeWhole(copy, Files.readAllBytes(file));
        return copy.getFileName().toString();
    }
}
