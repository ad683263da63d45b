package io.equipoise.traces.parquet;

import io.equipoise.traces.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what is appended to a journal, each block once; goes on when the journal is deleted meanwhile. */
final class JournalTail implements Closeable {
    private final Path path;
    private final JournalHeader header;
    private final RandomAccessFile file;
    private byte[] head = new byte[0];
    private long position;

    JournalTail(Path directory, long first, String trace) throws IOException {
        this.path = Journal.file(directory, first);
        this.header = new JournalHeader(first, trace);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    long first() {
        return header.first();
    }

    /** The samples that are whole since the last call. */
    List<Sample> poll() throws IOException {
        int more = Math.toIntExact(file.length() - position);
        if (more <= 0) {
            return List.of();
        }
        byte[] bytes = new byte[head.length + more];
        System.arraycopy(head, 0, bytes, 0, head.length);
        file.seek(position);
        file.readFully(bytes, head.length, more);
        JournalScan scan = JournalScan.of(bytes, header, path);
        if (scan.isEmpty()) {
            return List.of();
        }
        position += scan.whole() - head.length;
        head = Arrays.copyOf(bytes, scan.start());
        SegmentSamples samples = SegmentSamples.read(new Appended(path, header.first(), scan, bytes));
        List<Sample> list = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            list.add(samples.get(i));
        }
        return list;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The blocks that were read at once. */
    private record Appended(Path where, long first, JournalScan scan, byte[] bytes) implements Part {
        @Override
        public SegmentName name() {
            return new SegmentName(first, scan.last());
        }

        @Override
        public long rows(Table table) {
            return 1;
        }

        @Override
        public Rows read(Table table) throws IOException {
            return scan.read(bytes, table, where);
        }
    }
}
