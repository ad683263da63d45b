package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.parquet.Manifest.FileSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A segment with a manifest: its files are what was written, to the byte, or reading them is an error. */
record Segment(Path directory, Manifest manifest) implements Part {
    static final String SUFFIX = ".parquet";

    private static final Pattern TABLE = Pattern.compile("\\w{1,64}");
    /** More than this is no segment: it would not fit into an array. */
    private static final long LARGEST = 1 << 30;

    static Path file(Path directory, String table, SegmentName name) {
        return directory.resolve(table).resolve(name + SUFFIX);
    }

    @Override
    public SegmentName name() {
        return manifest.name();
    }

    @Override
    public Path where() {
        return Manifest.file(directory, name());
    }

    @Override
    public long rows(Table table) {
        return sum(table).rows();
    }

    /** Refuses a segment of another trace, and one of which a file is missing or has another length. */
    void check(String header) throws IOException {
        if (!manifest.header().equals(header)) {
            throw new InputException(directory.resolve(HeaderFile.NAME) + ": is not the one with which segment "
                    + name() + " was written; restore the file");
        }
        for (Table table : Tables.ALL) {
            sum(table);
        }
        for (Map.Entry<String, FileSum> entry : manifest.files().entrySet()) {
            if (!TABLE.matcher(entry.getKey()).matches()) {
                throw new InputException(where() + ": '" + entry.getKey() + "' is no table; restore the file");
            }
            Path file = file(directory, entry.getKey(), name());
            long bytes = length(file);
            if (bytes != entry.getValue().bytes() || bytes > LARGEST) {
                throw new InputException(file + ": is cut or damaged, it has " + bytes + " bytes and its manifest says "
                        + entry.getValue().bytes() + "; restore the file or make the trace again");
            }
        }
    }

    private long length(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            if (Files.exists(where())) {
                throw new InputException(file + ": segment is missing; restore the file or make the trace again", e);
            }
            throw e;
        }
    }

    @Override
    public Rows read(Table table) throws IOException {
        FileSum sum = sum(table);
        if (sum.rows() == 0) {
            return new Rows(table, 0);
        }
        Path file = file(directory, table.name(), name());
        length(file);
        byte[] bytes = Files.readAllBytes(file);
        if (!Checksum.of(bytes).equals(sum.crc32c())) {
            throw new InputException(
                    file + ": is damaged, or of another segment; restore the file or make the trace again");
        }
        try (SegmentFile open = SegmentFile.open(file, bytes)) {
            if (open.rows() != sum.rows()) {
                throw new InputException(file + ": has " + open.rows() + " rows and its manifest says " + sum.rows()
                        + "; restore the file or make the trace again");
            }
            return open.read(table);
        }
    }

    private FileSum sum(Table table) {
        FileSum sum = manifest.files().get(table.name());
        if (sum == null) {
            throw new InputException(where() + ": table " + table.name() + " is missing; restore the file");
        }
        return sum;
    }
}
