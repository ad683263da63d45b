package io.equipoise.traces.parquet;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Writes rows as one Parquet file: sorted by series, so that numbers take few bytes as differences. */
final class SegmentWriter {
    private SegmentWriter() {}

    /** The bytes of the file. */
    static byte[] bytes(Rows rows) throws IOException {
        Schema schema = TableSchema.of(rows.table());
        MemoryFile file = new MemoryFile();
        AvroParquetWriter.Builder<GenericRecord> builder = AvroParquetWriter.<GenericRecord>builder(file)
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
        return file.bytes();
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
}
