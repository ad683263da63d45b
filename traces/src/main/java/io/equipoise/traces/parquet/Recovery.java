package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Brings a trace in order whose recorder did not come to its end: journals become segments, leftovers go. */
public final class Recovery {
    private final Segments segments;
    private final Path directory;
    private final List<String> made = new ArrayList<>();
    private final List<String> setAside = new ArrayList<>();
    private long ticks;
    private long tornBytes;
    private long damagedBytes;
    private int leftovers;

    Recovery(Segments segments) {
        this.segments = segments;
        this.directory = segments.directory();
    }

    /** An {@link InputException} if this is no trace, is being recorded, or lacks files of a segment. */
    public static Recovered recover(Path directory) {
        return recover(directory, Disk.REAL);
    }

    static Recovered recover(Path directory, Disk disk) {
        try {
            TraceDirectory.checkIsTrace(directory);
            HeaderFile.Read header = HeaderFile.read(directory);
            header.requireWritable(directory);
            try (DirectoryLock lock = DirectoryLock.take(directory)) {
                Recovery recovery = new Recovery(new Segments(directory, disk, header.crc32c()));
                recovery.run();
                return recovery.done();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What needs no room comes first, so that a full disk keeps journals from nothing but becoming segments. */
    void run() throws IOException {
        removeLeftovers();
        cutTorn();
        closeJournals();
    }

    private void cutTorn() throws IOException {
        List<Long> journals = Listing.of(directory).openJournals();
        if (journals.isEmpty()) {
            return;
        }
        Path file = Journal.file(directory, journals.get(journals.size() - 1));
        Journal journal;
        try {
            journal = Journal.open(directory, journals.get(journals.size() - 1), segments.header());
        } catch (InputException e) {
            return; // Closing it sets it aside.
        }
        if (journal.scan().torn() > 0 && !journal.isDamaged(true)) {
            tornBytes += journal.scan().torn();
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                segments.disk().truncate(open, journal.scan().whole());
            }
        }
    }

    /** What was done so far. */
    Recovered done() {
        return new Recovered(made, ticks, tornBytes, damagedBytes, setAside, leftovers);
    }

    /** Each step leaves what explains the remains of the later ones, so that it can be interrupted anywhere. */
    private void removeLeftovers() throws IOException {
        Listing listing = Listing.of(directory);
        List<SegmentName> remains = listing.leftovers(directory);
        removeUnfinished(directory);
        for (Path folder : folders()) {
            removeUnfinished(folder);
        }
        for (SegmentName name : remains) {
            if (!listing.removed().contains(name)) {
                segments.deleteFiles(name);
                leftovers++;
            }
        }
        for (SegmentName name : listing.removed()) {
            segments.finishRemoval(name);
            leftovers++;
        }
        for (SegmentName name : listing.replaced(directory)) {
            segments.remove(name);
            leftovers++;
        }
        for (long first : listing.closedJournals()) {
            segments.deleteJournal(first);
            leftovers++;
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private void removeUnfinished(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.toList()) {
                if (Disk.isUnfinished(file.getFileName().toString())) {
                    segments.disk().delete(file);
                }
            }
        }
    }

    private void closeJournals() throws IOException {
        List<Long> journals = Listing.of(directory).openJournals();
        for (long first : journals) {
            close(first, first == journals.get(journals.size() - 1));
        }
    }

    private void close(long first, boolean isLast) throws IOException {
        JournalCloser.Closed closed = new JournalCloser(segments).close(first, isLast);
        ticks += closed.ticks();
        tornBytes += closed.torn();
        damagedBytes += closed.damaged();
        if (closed.segment() != null) {
            made.add(closed.segment().name().toString());
        }
        if (closed.setAside() != null) {
            setAside.add(closed.setAside());
        }
    }
}
