package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Appends one table's rows of a journal to columns and skips the others; columns that the journal lacks are null. */
final class JournalRowReader implements DatumReader<Rows> {
    private final Rows rows;
    private final Map<Utf8, String> texts = new HashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private Utf8 buffer = new Utf8();
    private @Nullable BinaryDecoder decoder;

    JournalRowReader(Rows rows) {
        this.rows = rows;
    }

    /** How rows of a table stand in the journal; no fields for one that is skipped. */
    private record Branch(Schema schema, List<Field> fields, List<Integer> missing) {}

    /** A field's column, or -1 for one that is not known. */
    private record Field(int column, boolean nullable, Schema schema) {}

    @Override
    public void setSchema(Schema union) {
        branches.clear();
        for (Schema record : union.getTypes()) {
            branches.add(
                    record.getName().equals(rows.table().name())
                            ? branch(record)
                            : new Branch(record, List.of(), List.of()));
        }
    }

    private Branch branch(Schema record) {
        List<String> names = rows.table().columns().stream().map(Column::name).toList();
        List<Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            boolean nullable = field.schema().isUnion();
            Schema value = nullable ? field.schema().getTypes().get(1) : field.schema();
            fields.add(new Field(names.indexOf(field.name()), nullable, value));
        }
        List<Integer> missing = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            if (record.getField(names.get(c)) == null) {
                missing.add(c);
            }
        }
        return new Branch(record, fields, missing);
    }

    @Override
    public Rows read(@Nullable Rows reuse, Decoder in) throws IOException {
        decoder = (BinaryDecoder) in;
        Branch branch = branches.get(in.readIndex());
        if (branch.fields().isEmpty()) {
            GenericDatumReader.skip(branch.schema(), in);
            return rows;
        }
        int row = rows.grow(1);
        for (int column : branch.missing()) {
            rows.setNull(column, row);
        }
        for (Field field : branch.fields()) {
            if (field.nullable() && in.readIndex() == 0) {
                in.readNull();
                if (field.column() >= 0) {
                    rows.setNull(field.column(), row);
                }
            } else if (field.column() < 0) {
                GenericDatumReader.skip(field.schema(), in);
            } else {
                read(field, row, in);
            }
        }
        return rows;
    }

    private void read(Field field, int row, Decoder in) throws IOException {
        switch (field.schema().getType()) {
            case INT -> rows.setNumber(field.column(), row, in.readInt());
            case LONG -> rows.setNumber(field.column(), row, in.readLong());
            case DOUBLE -> rows.setNumber(field.column(), row, Double.doubleToRawLongBits(in.readDouble()));
            case BOOLEAN -> rows.setNumber(field.column(), row, in.readBoolean() ? 1 : 0);
            case STRING -> rows.setText(field.column(), row, text(in));
            default -> throw new InputException("column " + field.schema() + " is of no known type");
        }
    }

    /** One String per distinct text of the journal. */
    private String text(Decoder in) throws IOException {
        buffer = in.readString(buffer);
        String text = texts.get(buffer);
        if (text == null) {
            text = buffer.toString();
            texts.put(new Utf8(buffer), text);
        }
        return text;
    }

    /** Whether the block whose row was read last has no more bytes. */
    boolean atEnd() throws IOException {
        return decoder == null || decoder.isEnd();
    }
}
