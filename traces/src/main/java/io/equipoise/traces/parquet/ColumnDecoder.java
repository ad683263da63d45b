package io.equipoise.traces.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
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
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        int present = descriptor.getMaxDefinitionLevel();
        for (int row = first; row < first + count; row++) {
            if (reader.getCurrentDefinitionLevel() < present) {
                rows.setNull(column, row);
            } else {
                switch (type) {
                    case INT32 -> rows.setNumber(column, row, reader.getInteger());
                    case INT64 -> rows.setNumber(column, row, reader.getLong());
                    case DOUBLE -> rows.setNumber(column, row, Double.doubleToRawLongBits(reader.getDouble()));
                    case BOOLEAN -> rows.setNumber(column, row, reader.getBoolean() ? 1 : 0);
                    default -> rows.setText(column, row, text(reader.getBinary()));
                }
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
