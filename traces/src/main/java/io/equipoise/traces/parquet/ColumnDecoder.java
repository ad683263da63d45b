package io.equipoise.traces.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Decodes row groups of one file column by column, with no record in between. */
final class ColumnDecoder {
    private final Table table;
    private final MessageType projection;
    private final String createdBy;
    private final Map<Binary, String> texts = new HashMap<>();

    ColumnDecoder(Table table, MessageType schema, String createdBy) {
        List<Type> known = new ArrayList<>();
        for (Column column : table.columns()) {
            if (schema.containsField(column.name())) {
                known.add(schema.getType(column.name()));
            }
        }
        this.table = table;
        this.projection = new MessageType(schema.getName(), known);
        this.createdBy = createdBy;
    }

    /** The columns of the file that the table knows. */
    MessageType projection() {
        return projection;
    }

    /** Appends a row group's rows. */
    void decode(PageReadStore group, Rows rows) {
        int count = Math.toIntExact(group.getRowCount());
        int first = rows.grow(count);
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, new NoRecords(), projection, createdBy);
        for (int c = 0; c < table.columns().size(); c++) {
            String name = table.columns().get(c).name();
            if (projection.containsField(name)) {
                decode(store, projection.getColumnDescription(new String[] {name}), rows, c, first, count);
            } else {
                for (int row = first; row < first + count; row++) {
                    rows.setNull(c, row);
                }
            }
        }
    }

    private void decode(
            ColumnReadStoreImpl store, ColumnDescriptor descriptor, Rows rows, int column, int first, int count) {
        ColumnReader reader = store.getColumnReader(descriptor);
        int present = descriptor.getMaxDefinitionLevel();
        int end = first + count;
        switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> numbers(reader, present, ColumnReader::getInteger, rows, column, first, end);
            case INT64 -> numbers(reader, present, ColumnReader::getLong, rows, column, first, end);
            case DOUBLE ->
                numbers(
                        reader,
                        present,
                        value -> Double.doubleToRawLongBits(value.getDouble()),
                        rows,
                        column,
                        first,
                        end);
            case BOOLEAN -> numbers(reader, present, value -> value.getBoolean() ? 1 : 0, rows, column, first, end);
            default -> texts(reader, present, rows, column, first, end);
        }
    }

    private static void numbers(
            ColumnReader reader,
            int present,
            ToLongFunction<ColumnReader> value,
            Rows rows,
            int column,
            int first,
            int end) {
        long[] numbers = rows.numbers(column);
        for (int row = first; row < end; row++) {
            if (present > 0 && reader.getCurrentDefinitionLevel() < present) {
                rows.setNull(column, row);
            } else {
                numbers[row] = value.applyAsLong(reader);
            }
            reader.consume();
        }
    }

    /** A dictionary hands the same object over for the same text, and rows of a series have much of it in common. */
    @SuppressWarnings("ReferenceEquality")
    private void texts(ColumnReader reader, int present, Rows rows, int column, int first, int end) {
        Binary last = null;
        String text = "";
        for (int row = first; row < end; row++) {
            if (present > 0 && reader.getCurrentDefinitionLevel() < present) {
                rows.setNull(column, row);
            } else {
                Binary binary = reader.getBinary();
                if (binary != last) {
                    text = text(binary);
                    last = binary;
                }
                rows.setText(column, row, text);
            }
            reader.consume();
        }
    }

    /** One String per distinct text of the file. */
    private String text(Binary binary) {
        String text = texts.get(binary);
        if (text == null) {
            text = binary.toStringUsingUTF8();
            texts.put(binary.copy(), text);
        }
        return text;
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
