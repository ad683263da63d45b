package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The newest ticks of a trace, as they were written one by one; those of when it was opened. */
record Journal(Path directory, long first, JournalScan scan) implements Part {
    static final String FOLDER = "journal";
    static final String SUFFIX = ".avro";

    /** More than this is no journal: it would not fit into an array. */
    private static final long LARGEST = 1 << 30;

    static Path file(Path directory, long first) {
        return directory.resolve(FOLDER).resolve(SegmentName.tick(first) + SUFFIX);
    }

    /** The tick in a file's name, if it is a journal's. */
    static OptionalLong first(String file) {
        if (!file.matches("\\d{9,18}\\" + SUFFIX)) {
            return OptionalLong.empty();
        }
        long first = Long.parseLong(file.substring(0, file.length() - SUFFIX.length()));
        return file.equals(SegmentName.tick(first) + SUFFIX) ? OptionalLong.of(first) : OptionalLong.empty();
    }

    /** Reads all blocks. An {@link InputException} if its header is damaged, or of another journal or trace. */
    static Journal open(Path directory, long first, String trace) throws IOException {
        Path file = file(directory, first);
        JournalHeader header = new JournalHeader(first, trace);
        return new Journal(directory, first, JournalScan.of(bytes(file), header, file));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new InputException(file + ": is larger than any journal; restore the file");
        }
        return Files.readAllBytes(file);
    }

    /** Whether there is no whole block. */
    boolean isEmpty() {
        return scan.isEmpty();
    }

    /** Whether more is missing than a torn tick; of a journal that others follow that is damage too. */
    boolean isDamaged(boolean isLast) {
        return scan.damaged() > 0 || (scan.torn() > 0 && !isLast && !isEmpty());
    }

    void requireWhole(boolean isLast) {
        if (isDamaged(isLast)) {
            throw new InputException(where() + ": " + (scan.damaged() + scan.torn())
                    + " bytes of it are damaged; restore the file, or keep the rest with: equipoise recover "
                    + directory);
        }
    }

    @Override
    public SegmentName name() {
        return new SegmentName(first, scan.last());
    }

    @Override
    public Path where() {
        return file(directory, first);
    }

    @Override
    public long rows(Table table) {
        return 1;
    }

    @Override
    public Rows read(Table table) throws IOException {
        return scan.read(bytes(where()), table, where());
    }
}
