package io.equipoise.traces.parquet;

import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;

/** Decodes blocks of a journal, whose header was checked, into one table's rows. */
final class JournalBlocks implements Closeable {
    private final Rows rows;
    private final JournalRowReader datum;
    private final DataFileReader<Rows> reader;

    JournalBlocks(byte[] journal, Rows rows) throws IOException {
        this.rows = rows;
        this.datum = new JournalRowReader(rows);
        this.reader = new DataFileReader<>(new SeekableByteArrayInput(journal), datum);
    }

    /** Appends the rows of the block that begins here, or none and returns false if it is damaged. */
    boolean read(int position) {
        int before = rows.size();
        try {
            reader.seek(position);
            if (!reader.hasNext()) {
                return false;
            }
            for (long i = reader.getBlockCount(); i > 0; i--) {
                reader.next(rows);
            }
            if (datum.atEnd()) {
                return true;
            }
        } catch (IOException | RuntimeException e) {
            // Whatever the decoder stumbles over, the block is not what was written.
        }
        rows.truncate(before);
        return false;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
