package io.equipoise.traces.parquet;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.jspecify.annotations.Nullable;

/** A journal being written: each append is one write of one block, synced, or leaves the journal as it was. */
final class JournalWriter implements Closeable {
    private static final int FIRST_BYTES = 1 << 14;
    private static final int ONE_BLOCK = 1 << 30;

    private final Path file;
    private final Disk disk;
    private final Buffer buffer = new Buffer();
    private final JournalRow row = new JournalRow();
    private final DataFileWriter<JournalRow> avro;
    private @Nullable RandomAccessFile out;
    private long length;

    /** Nothing is on disk before the first append. */
    JournalWriter(Path file, JournalHeader header, Disk disk) throws IOException {
        this.file = file;
        this.disk = disk;
        this.avro = begin(header, buffer);
    }

    private static DataFileWriter<JournalRow> begin(JournalHeader header, OutputStream out) throws IOException {
        DataFileWriter<JournalRow> avro = new DataFileWriter<>(new JournalRow.Writer());
        avro.setCodec(CodecFactory.zstandardCodec(1, true, true));
        avro.setSyncInterval(FIRST_BYTES);
        header.entries().forEach(avro::setMeta);
        avro.create(TableSchema.ANY, out, header.sync(TableSchema.ANY.toString()));
        // Only after the buffer was made, which is as large as the interval: no tick may fall into two blocks.
        return avro.setSyncInterval(ONE_BLOCK);
    }

    /** What a journal begins with. */
    static byte[] header(JournalHeader header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        begin(header, out);
        return out.toByteArray();
    }

    /** Appends rows, of which there is at least one, and returns how many bytes they took. */
    int append(RowBatch batch) throws IOException {
        for (int table = 0; table < batch.all().size(); table++) {
            Rows rows = batch.all().get(table);
            for (int i = 0; i < rows.size(); i++) {
                avro.append(row.at(rows, table, i));
            }
        }
        avro.sync();
        int bytes = buffer.size();
        try {
            write(bytes);
        } finally {
            buffer.reset();
        }
        return bytes;
    }

    private void write(int bytes) throws IOException {
        if (out == null) {
            create(bytes);
            return;
        }
        if (out.length() != length) {
            // A write failed before, and so did cutting off what it left.
            disk.truncate(out, length);
        }
        try {
            disk.append(out, length, buffer.array(), bytes);
        } catch (IOException e) {
            try {
                disk.truncate(out, length);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        length += bytes;
    }

    /** With the first block, so that a journal that is there has one, unless the machine stopped meanwhile. */
    private void create(int bytes) throws IOException {
        RandomAccessFile created = new RandomAccessFile(file.toFile(), "rw");
        try {
            disk.append(created, 0, buffer.array(), bytes);
            disk.syncParent(file);
        } catch (IOException e) {
            created.close();
            try {
                disk.delete(file);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        out = created;
        length = bytes;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    /** Shows its bytes without copying them. */
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
