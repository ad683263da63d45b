package io.equipoise.traces.parquet;

import java.io.EOFException;
import java.util.Arrays;

/** Reads Avro's basic types from bytes and never beyond them, whatever lengths they claim. */
final class ByteCursor {
    private static final int LONGEST = 10;

    private final byte[] bytes;
    private int position;

    ByteCursor(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int position() {
        return position;
    }

    /** A number of variable length, zigzag. */
    long number() throws EOFException {
        long value = 0;
        for (int i = 0; i < LONGEST; i++) {
            long next = take(1)[0];
            value |= (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new EOFException("a number has more than " + LONGEST + " bytes");
    }

    /** Bytes after their length. */
    byte[] bytes() throws EOFException {
        return take(number());
    }

    byte[] take(long length) throws EOFException {
        skip(length);
        return Arrays.copyOfRange(bytes, position - (int) length, position);
    }

    void skip(long length) throws EOFException {
        if (length < 0 || length > bytes.length - position) {
            throw new EOFException("a length of " + length + " goes beyond the end");
        }
        position += (int) length;
    }
}
