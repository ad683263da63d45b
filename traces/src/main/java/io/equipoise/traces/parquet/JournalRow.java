package io.equipoise.traces.parquet;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/** A row to be written into a journal, straight from its columns. */
final class JournalRow {
    private Rows rows = new Rows(HostTable.TABLE, 0);
    private int table;
    private int row;

    /** This one from now on. */
    JournalRow at(Rows newRows, int newTable, int newRow) {
        rows = newRows;
        table = newTable;
        row = newRow;
        return this;
    }

    private void write(Encoder out) throws IOException {
        out.writeIndex(table);
        for (int c = 0; c < rows.table().columns().size(); c++) {
            Column column = rows.table().columns().get(c);
            boolean isNull = rows.isNull(c, row);
            if (column.nullable()) {
                out.writeIndex(isNull ? 0 : 1);
            }
            if (isNull) {
                out.writeNull();
                continue;
            }
            switch (column.kind()) {
                case INT -> out.writeInt(rows.integer(c, row));
                case LONG, TIMESTAMP -> out.writeLong(rows.number(c, row));
                case REAL -> out.writeDouble(rows.real(c, row));
                case FLAG -> out.writeBoolean(rows.flag(c, row));
                case TEXT -> out.writeString(rows.text(c, row));
            }
        }
    }

    /** Writes rows of the schema {@link TableSchema#ANY}. */
    static final class Writer implements DatumWriter<JournalRow> {
        @Override
        public void setSchema(Schema schema) {}

        @Override
        public void write(JournalRow row, Encoder out) throws IOException {
            row.write(out);
        }
    }
}
