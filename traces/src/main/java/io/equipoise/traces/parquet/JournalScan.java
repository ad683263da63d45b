package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileConstants;

/**
 * Where the whole blocks of a journal are. What follows the last one is torn: the tick that was being written when the
 * machine stopped. A block that is not whole before one that is was damaged.
 *
 * @param start where the header ends
 * @param blocks where each whole block begins
 * @param whole where the last of them ends
 * @param torn bytes of a tick that was not written to the end
 * @param damaged bytes that are lost though they were written
 * @param last the last tick of a sample, or the journal's first tick
 */
record JournalScan(int start, List<Integer> blocks, int whole, long torn, long damaged, long last) {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;

    /** Decodes every block. An {@link InputException} if the header is damaged, or of another journal or trace. */
    static JournalScan of(byte[] bytes, JournalHeader header, Path file) throws IOException {
        if (isPrefix(bytes, JournalWriter.header(header))) {
            return new JournalScan(0, List.of(), 0, bytes.length, 0, header.first());
        }
        ByteCursor cursor = new ByteCursor(bytes, 0);
        try {
            boolean known = Arrays.equals(cursor.take(MAGIC.length), MAGIC);
            Map<String, String> entries = entries(cursor);
            known &= DataFileConstants.ZSTANDARD_CODEC.equals(entries.get(DataFileConstants.CODEC));
            byte[] sync = cursor.take(SYNC);
            byte[] expected = header.sync(entries.getOrDefault(DataFileConstants.SCHEMA, ""));
            if (known && entries.entrySet().containsAll(header.entries().entrySet()) && Arrays.equals(sync, expected)) {
                return scan(bytes, header.first(), cursor.position(), sync);
            }
        } catch (EOFException e) {
            throw new InputException(damaged(file), e);
        }
        throw new InputException(damaged(file));
    }

    private static String damaged(Path file) {
        return file + ": its header is damaged, or of another journal; restore the file, or set it aside with: "
                + "equipoise recover";
    }

    private static boolean isPrefix(byte[] bytes, byte[] whole) {
        return bytes.length <= whole.length && Arrays.equals(bytes, Arrays.copyOf(whole, bytes.length));
    }

    private static Map<String, String> entries(ByteCursor cursor) throws IOException {
        Map<String, String> entries = new HashMap<>();
        for (long count = cursor.number(); count != 0; count = cursor.number()) {
            if (count < 0) {
                cursor.number();
            }
            for (long i = 0; i < Math.abs(count); i++) {
                String key = new String(cursor.bytes(), StandardCharsets.UTF_8);
                entries.put(key, new String(cursor.bytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static JournalScan scan(byte[] bytes, long first, int start, byte[] sync) throws IOException {
        Rows hosts = new Rows(HostTable.TABLE, 0);
        List<Integer> blocks = new ArrayList<>();
        int whole = start;
        long damaged = 0;
        try (JournalBlocks reader = new JournalBlocks(bytes, hosts)) {
            int position = start;
            while (position < bytes.length) {
                int end = end(bytes, position, sync);
                if (end > 0 && reader.read(position)) {
                    blocks.add(position);
                    damaged += position - whole;
                    whole = end;
                    position = end;
                } else {
                    position = afterSync(bytes, position, sync);
                }
            }
        }
        long last = first;
        for (int row = 0; row < hosts.size(); row++) {
            last = Math.max(last, hosts.number(HostTable.TICK, row));
        }
        long rest = (long) bytes.length - whole;
        boolean torn = isTorn(bytes, whole, sync);
        return new JournalScan(
                start, List.copyOf(blocks), whole, torn ? rest : 0, torn ? damaged : damaged + rest, last);
    }

    /** Where the block ends that begins here; 0 if no whole one does. */
    private static int end(byte[] bytes, int position, byte[] sync) {
        long end = claimedEnd(bytes, position);
        return end <= bytes.length && endsAt(bytes, (int) end, sync) ? (int) end : 0;
    }

    /** Where the block is to end that begins here, by what it says of its length. */
    private static long claimedEnd(byte[] bytes, int position) {
        try {
            ByteCursor cursor = new ByteCursor(bytes, position);
            cursor.number();
            long length = cursor.number();
            return length < 0 || length > Integer.MAX_VALUE ? Long.MAX_VALUE : cursor.position() + length + SYNC;
        } catch (EOFException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean endsAt(byte[] bytes, int end, byte[] sync) {
        return end >= SYNC && Arrays.equals(bytes, end - SYNC, end, sync, 0, SYNC);
    }

    /** Whether what begins here is one block that was not written to the end, and not one that was, or more. */
    private static boolean isTorn(byte[] bytes, int position, byte[] sync) {
        long end = claimedEnd(bytes, position);
        boolean isOne = afterSync(bytes, position, sync) == bytes.length;
        boolean isShort = end > bytes.length && !endsAt(bytes, bytes.length, sync);
        return isOne && (end == bytes.length || isShort) || isZero(bytes, position);
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The position after the next marker, or the end. */
    private static int afterSync(byte[] bytes, int from, byte[] sync) {
        for (int at = from; at + SYNC <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + SYNC, sync, 0, SYNC)) {
                return at + SYNC;
            }
        }
        return bytes.length;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Decodes one table's rows of the bytes that were scanned. */
    Rows read(byte[] bytes, Table table, Path file) throws IOException {
        Rows rows = new Rows(table, 0);
        if (blocks.isEmpty()) {
            return rows;
        }
        try (JournalBlocks reader = new JournalBlocks(bytes, rows)) {
            for (int block : blocks) {
                if (!reader.read(block)) {
                    throw new InputException(file + ": is damaged since it was opened; restore the file");
                }
            }
        }
        return rows;
    }
}
