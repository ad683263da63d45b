package io.equipoise.traces.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Decodes one column of one row group page by page into rows, with neither an object nor a look at levels for each value. */
final class PageDecoder {
    private final PageReader pages;
    private final ColumnDescriptor descriptor;
    private final Rows rows;
    private final int column;
    private final @Nullable Dictionary dictionary;
    private final Map<Binary, String> texts;
    private final @Nullable String[] dictionaryTexts;

    /** @param texts one String for each distinct text of the file */
    PageDecoder(PageReader pages, ColumnDescriptor descriptor, Rows rows, int column, Map<Binary, String> texts)
            throws IOException {
        this.pages = pages;
        this.descriptor = descriptor;
        this.rows = rows;
        this.column = column;
        this.texts = texts;
        DictionaryPage page = pages.readDictionaryPage();
        this.dictionary = page == null ? null : page.getEncoding().initDictionary(descriptor, page);
        this.dictionaryTexts = new String[dictionary == null ? 0 : dictionary.getMaxId() + 1];
    }

    /** Fills in the rows from one position to before another. */
    void decode(int first, int end) throws IOException {
        int at = first;
        while (at < end) {
            DataPage page = pages.readPage();
            if (page == null || page.getValueCount() > end - at) {
                throw new IOException("column " + descriptor + " has not as many values as its row group has rows");
            }
            if (page instanceof DataPageV2 second) {
                decode(second, at);
            } else {
                decode((DataPageV1) page, at);
            }
            at += page.getValueCount();
        }
    }

    private void decode(DataPageV2 page, int at) throws IOException {
        int end = at + page.getValueCount();
        if (page.getNullCount() == page.getValueCount()) {
            nulls(at, end);
            return;
        }
        ValuesReader values = values(
                page.getDataEncoding(), page.getValueCount(), page.getData().toInputStream());
        if (page.getNullCount() == 0) {
            fill(values, at, end, page.getDataEncoding());
            return;
        }
        RunLengthBitPackingHybridDecoder levels = new RunLengthBitPackingHybridDecoder(
                1, page.getDefinitionLevels().toInputStream());
        int present = at;
        for (int row = at; row < end; row++) {
            if (levels.readInt() == 0) {
                fill(values, present, row, page.getDataEncoding());
                nulls(row, row + 1);
                present = row + 1;
            }
        }
        fill(values, present, end, page.getDataEncoding());
    }

    private void decode(DataPageV1 page, int at) throws IOException {
        int count = page.getValueCount();
        ByteBufferInputStream in = page.getBytes().toInputStream();
        page.getRlEncoding()
                .getValuesReader(descriptor, ValuesType.REPETITION_LEVEL)
                .initFromPage(count, in);
        ValuesReader levels = page.getDlEncoding().getValuesReader(descriptor, ValuesType.DEFINITION_LEVEL);
        levels.initFromPage(count, in);
        ValuesReader values = values(page.getValueEncoding(), count, in);
        for (int row = at; row < at + count; row++) {
            if (levels.readInteger() < descriptor.getMaxDefinitionLevel()) {
                nulls(row, row + 1);
            } else {
                fill(values, row, row + 1, page.getValueEncoding());
            }
        }
    }

    private ValuesReader values(Encoding encoding, int count, ByteBufferInputStream in) throws IOException {
        ValuesReader values = encoding.usesDictionary() && dictionary != null
                ? encoding.getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary)
                : encoding.getValuesReader(descriptor, ValuesType.VALUES);
        values.initFromPage(count, in);
        return values;
    }

    private void nulls(int from, int to) {
        rows.setNulls(column, from, to);
    }

    private void fill(ValuesReader values, int from, int to, Encoding encoding) {
        long[] numbers = rows.numbers(column);
        switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> {
                for (int row = from; row < to; row++) {
                    numbers[row] = values.readInteger();
                }
            }
            case INT64 -> {
                for (int row = from; row < to; row++) {
                    numbers[row] = values.readLong();
                }
            }
            case DOUBLE -> {
                for (int row = from; row < to; row++) {
                    numbers[row] = Double.doubleToRawLongBits(values.readDouble());
                }
            }
            case BOOLEAN -> {
                for (int row = from; row < to; row++) {
                    numbers[row] = values.readBoolean() ? 1 : 0;
                }
            }
            default -> {
                String[] into = rows.texts(column);
                boolean dictionaryIds = encoding.usesDictionary();
                for (int row = from; row < to; row++) {
                    into[row] = dictionaryIds ? text(values.readValueDictionaryId()) : text(values.readBytes());
                }
            }
        }
    }

    private String text(int id) {
        String text = dictionaryTexts[id];
        if (text == null && dictionary != null) {
            text = text(dictionary.decodeToBinary(id));
            dictionaryTexts[id] = text;
        }
        return text == null ? "" : text;
    }

    private String text(Binary binary) {
        String text = texts.get(binary);
        if (text == null) {
            text = binary.toStringUsingUTF8();
            texts.put(binary.copy(), text);
        }
        return text;
    }
}
