package io.equipoise.traces.opendc;

import io.equipoise.traces.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Some columns of a Parquet file, row by row; none may be nested, repeated or without a value. Held: those columns of one row
 * group. Every {@link InputException} names the file.
 */
final class FlatTable implements Closeable {
    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType projection;
    private List<ColumnReader> columns = List.of();
    private long left;
    private long row = -1;

    private FlatTable(Path file, ParquetFileReader reader, MessageType projection) {
        this.file = file;
        this.reader = reader;
        this.projection = projection;
    }

    /** Opens a file that must have these columns. */
    static FlatTable open(Path file, List<String> names) {
        ParquetFileReader reader = guarded(
                file,
                () -> ParquetFileReader.open(
                        new LocalInputFile(file),
                        ParquetReadOptions.builder(new PlainParquetConfiguration())
                                .usePageChecksumVerification()
                                .build()));
        try {
            MessageType schema = guarded(file, () -> reader.getFileMetaData().getSchema());
            List<Type> types =
                    names.stream().map(name -> type(file, schema, name)).toList();
            MessageType projection = new MessageType(schema.getName(), types);
            reader.setRequestedSchema(projection);
            return new FlatTable(file, reader, projection);
        } catch (RuntimeException e) {
            closeQuietly(reader, e);
            throw e;
        }
    }

    /** Rows of the whole file, by its own word. */
    long rows() {
        return reader.getRecordCount();
    }

    private static Type type(Path file, MessageType schema, String name) {
        if (!schema.containsField(name)) {
            throw new InputException(file + ": lacks the column " + name
                    + "; give a workload of OpenDC's current format, with tasks.parquet and fragments.parquet");
        }
        Type type = schema.getType(name);
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            throw new InputException(file + ": column " + name + " is nested; give a workload of OpenDC's format");
        }
        return type;
    }

    private static void closeQuietly(ParquetFileReader reader, Exception failure) {
        try {
            reader.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Goes on to the next row, or says that there is none. */
    boolean next() {
        return guarded(file, () -> {
            if (row >= 0) {
                columns.forEach(ColumnReader::consume);
            }
            while (left == 0) {
                PageReadStore group = reader.readNextRowGroup();
                if (group == null) {
                    return false;
                }
                left = group.getRowCount();
                ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                        group,
                        new NoRecords(),
                        projection,
                        reader.getFileMetaData().getCreatedBy());
                columns = new ArrayList<>();
                projection.getColumns().forEach(column -> columns.add(store.getColumnReader(column)));
            }
            left--;
            row++;
            return true;
        });
    }

    /** A whole number or a text, as text. */
    String text(int column) {
        return switch (type(column)) {
            case INT32, INT64 -> Long.toString(whole(column));
            case BINARY -> guarded(file, () -> present(column).getBinary().toStringUsingUTF8());
            default -> throw wrongType(column);
        };
    }

    long whole(int column) {
        return switch (type(column)) {
            case INT32 -> guarded(file, () -> (long) present(column).getInteger());
            case INT64 -> guarded(file, () -> present(column).getLong());
            default -> throw wrongType(column);
        };
    }

    double real(int column) {
        return switch (type(column)) {
            case DOUBLE -> guarded(file, () -> present(column).getDouble());
            case FLOAT -> guarded(file, () -> (double) present(column).getFloat());
            default -> (double) whole(column);
        };
    }

    /** A time, ms since the epoch; where the column does not name its unit, it is that. */
    long millis(int column) {
        LogicalTypeAnnotation annotation = projection.getType(column).getLogicalTypeAnnotation();
        long value = whole(column);
        if (!(annotation instanceof TimestampLogicalTypeAnnotation time)) {
            return value;
        }
        return switch (time.getUnit()) {
            case MILLIS -> value;
            case MICROS -> Math.floorDiv(value, 1_000L);
            case NANOS -> Math.floorDiv(value, 1_000_000L);
        };
    }

    /** Says what is wrong with this row. */
    InputException refuse(String what, String remedy) {
        return new InputException(file + ": row " + (row + 1) + " " + what + "; " + remedy);
    }

    private PrimitiveTypeName type(int column) {
        return projection.getType(column).asPrimitiveType().getPrimitiveTypeName();
    }

    private InputException wrongType(int column) {
        return new InputException(file + ": column " + projection.getFieldName(column) + " is of type " + type(column)
                + "; give a workload of OpenDC's format");
    }

    private ColumnReader present(int column) {
        ColumnReader reading = columns.get(column);
        if (reading.getCurrentDefinitionLevel() < reading.getDescriptor().getMaxDefinitionLevel()) {
            throw refuse("has no value in column " + projection.getFieldName(column), "give a whole workload");
        }
        return reading;
    }

    /** A damaged file may ask for any amount of memory, which then is not there. */
    private static <T> T guarded(Path file, Callable<T> reading) {
        try {
            return reading.call();
        } catch (InputException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new UncheckedIOException(e);
        } catch (Exception | OutOfMemoryError e) {
            throw new InputException(
                    file + ": is no whole Parquet file, or it is damaged or in a codec not known here; fetch it again",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the column store asks for where values become records; here they do not. */
    private static final class NoRecords extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
