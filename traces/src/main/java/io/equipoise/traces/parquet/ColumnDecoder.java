package io.equipoise.traces.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Decodes row groups of one file column by column, with no record in between. */
final class ColumnDecoder {
    private final Table table;
    private final MessageType projection;
    private final Map<Binary, String> texts = new HashMap<>();

    ColumnDecoder(Table table, MessageType schema) {
        List<Type> known = new ArrayList<>();
        for (Column column : table.columns()) {
            if (schema.containsField(column.name())) {
                known.add(schema.getType(column.name()));
            }
        }
        this.table = table;
        this.projection = new MessageType(schema.getName(), known);
    }

    /** The columns of the file that the table knows. */
    MessageType projection() {
        return projection;
    }

    /** Appends a row group's rows. */
    void decode(PageReadStore group, Rows rows) throws IOException {
        int count = Math.toIntExact(group.getRowCount());
        int first = rows.grow(count);
        for (int c = 0; c < table.columns().size(); c++) {
            String name = table.columns().get(c).name();
            if (projection.containsField(name)) {
                ColumnDescriptor descriptor = projection.getColumnDescription(new String[] {name});
                new PageDecoder(group.getPageReader(descriptor), descriptor, rows, c, texts)
                        .decode(first, first + count);
            } else {
                rows.setNulls(c, first, first + count);
            }
        }
    }
}
