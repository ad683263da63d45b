package io.equipoise.traces.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Tables as Avro records, which both segments and journals hold. */
final class TableSchema {
    /** A row of any table, in the order of {@link Tables#ALL}. */
    static final Schema ANY =
            Schema.createUnion(Tables.ALL.stream().map(TableSchema::of).toList());

    private TableSchema() {}

    static Schema of(Table table) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            Schema type = type(column.kind());
            fields.add(
                    column.nullable()
                            ? new Schema.Field(
                                    column.name(),
                                    Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                                    null,
                                    JsonProperties.NULL_VALUE)
                            : new Schema.Field(column.name(), type));
        }
        return Schema.createRecord(table.name(), null, "io.equipoise.trace", false, fields);
    }

    private static Schema type(Column.Kind kind) {
        return switch (kind) {
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case REAL -> Schema.create(Schema.Type.DOUBLE);
            case FLAG -> Schema.create(Schema.Type.BOOLEAN);
            case TEXT -> Schema.create(Schema.Type.STRING);
        };
    }
}
