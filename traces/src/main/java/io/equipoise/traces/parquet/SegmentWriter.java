package io.equipoise.traces.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/** Writes rows as one Parquet file: sorted by series, so that numbers take few bytes as differences. */
final class SegmentWriter {
    private SegmentWriter() {}

    static void write(Path file, Rows rows) throws IOException {
        AtomicFiles.write(file, unfinished -> writeNow(unfinished, rows));
    }

    private static void writeNow(Path file, Rows rows) throws IOException {
        Schema schema = schema(rows.table());
        Files.deleteIfExists(file);
        AvroParquetWriter.Builder<GenericRecord> builder = AvroParquetWriter.<GenericRecord>builder(
                        new LocalOutputFile(file))
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(new PlainParquetConfiguration())
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withCompressionCodec(CompressionCodecName.ZSTD);
        for (Column column : rows.table().columns()) {
            boolean repeats = column.kind() == Column.Kind.TEXT || column.kind() == Column.Kind.REAL;
            builder.withDictionaryEncoding(column.name(), repeats);
        }
        try (ParquetWriter<GenericRecord> writer = builder.build()) {
            GenericRecord record = new GenericData.Record(schema);
            for (int row : rows.inSeriesOrder()) {
                for (int c = 0; c < rows.table().columns().size(); c++) {
                    record.put(c, value(rows, c, row));
                }
                writer.write(record);
            }
        }
    }

    private static @Nullable Object value(Rows rows, int column, int row) {
        return switch (rows.table().columns().get(column).kind()) {
            case INT -> rows.integerOrNull(column, row);
            case LONG, TIMESTAMP -> rows.numberOrNull(column, row);
            case REAL -> rows.realOrNull(column, row);
            case FLAG -> rows.flag(column, row);
            case TEXT -> rows.textOrNull(column, row);
        };
    }

    private static Schema schema(Table table) {
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
