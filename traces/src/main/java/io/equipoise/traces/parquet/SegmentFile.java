package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** An open Parquet file whose footer was read; every {@link InputException} names the file. */
final class SegmentFile implements Closeable {
    private final Path path;
    private final ParquetFileReader reader;

    private SegmentFile(Path path, ParquetFileReader reader) {
        this.path = path;
        this.reader = reader;
    }

    /** Reads the footer; a file that is cut or no Parquet is an {@link InputException}. */
    static SegmentFile open(Path path) throws IOException {
        return open(path, Files.readAllBytes(path));
    }

    static SegmentFile open(Path path, byte[] bytes) {
        try {
            return new SegmentFile(path, ParquetFileReader.open(new MemoryFile(bytes), options()));
        } catch (IOException | RuntimeException e) {
            throw damaged(path, "no whole Parquet file, it is cut or damaged", e);
        }
    }

    /** Made anew for each file: they hold the decompressors, which two threads must not share and which closing releases. */
    private static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification()
                .build();
    }

    MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    int rows() {
        return Math.toIntExact(reader.getRecordCount());
    }

    /** Refuses a file that lacks a column which the table cannot do without, or has one of another type. */
    void check(Table table) {
        MessageType schema = schema();
        for (Column column : table.columns()) {
            if (!schema.containsField(column.name())) {
                if (!column.nullable()) {
                    throw damaged(path, "column " + column.name() + " is missing", null);
                }
            } else if (!fits(column, schema.getType(column.name()))) {
                throw damaged(path, "column " + column.name() + " has the wrong type", null);
            }
        }
    }

    private static boolean fits(Column column, Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case INT32, INT64 ->
                column.kind() == Column.Kind.INT
                        || column.kind() == Column.Kind.LONG
                        || column.kind() == Column.Kind.TIMESTAMP;
            case DOUBLE -> column.kind() == Column.Kind.REAL;
            case BOOLEAN -> column.kind() == Column.Kind.FLAG;
            case BINARY -> column.kind() == Column.Kind.TEXT;
            default -> false;
        };
    }

    /** Decodes the table's columns; those that the file lacks are null, those that the table lacks are left out. */
    Rows read(Table table) {
        check(table);
        try {
            Rows rows = new Rows(table, rows());
            ColumnDecoder decoder = new ColumnDecoder(table, schema());
            reader.setRequestedSchema(decoder.projection());
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                decoder.decode(group, rows);
            }
            return rows;
        } catch (InputException e) {
            throw new InputException(path + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw damaged(path, "cannot be decoded, it is damaged", e);
        }
    }

    private static InputException damaged(Path path, String what, @Nullable Exception cause) {
        String message = path + ": " + what + "; restore the file or make the trace again";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
