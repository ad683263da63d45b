package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest ticks of a trace, as they were written one by one. What follows the last whole block is torn: the tick that
 * was being written when the machine stopped. A block that is not whole before one that is was damaged.
 */
final class Journal implements Part {
    static final String FOLDER = "journal";
    static final String SUFFIX = ".avro";

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    /** More than this is no journal: it would not fit into an array. */
    private static final long LARGEST = 1 << 30;

    private final Path directory;
    private final Path file;
    private final long first;
    private final long last;
    private final List<Integer> blocks;
    private final long whole;
    private final long torn;
    private final long damaged;

    private Journal(Path directory, long first, long last, List<Integer> blocks, long whole, long torn, long damaged) {
        this.directory = directory;
        this.file = file(directory, first);
        this.first = first;
        this.last = last;
        this.blocks = List.copyOf(blocks);
        this.whole = whole;
        this.torn = torn;
        this.damaged = damaged;
    }

    static Path file(Path directory, long first) {
        return directory.resolve(FOLDER).resolve(SegmentName.tick(first) + SUFFIX);
    }

    /** The tick in a file's name, if it is a journal's. */
    static OptionalLong first(String file) {
        if (!file.matches("\\d{9,18}\\" + SUFFIX)) {
            return OptionalLong.empty();
        }
        long first = Long.parseLong(file.substring(0, file.length() - SUFFIX.length()));
        return file.equals(SegmentName.tick(first) + SUFFIX) ? OptionalLong.of(first) : OptionalLong.empty();
    }

    /** Reads all blocks. An {@link InputException} if its header is damaged or of another journal or trace. */
    static Journal open(Path directory, long first, String trace) throws IOException {
        Path file = file(directory, first);
        byte[] bytes = read(directory, file);
        JournalHeader header = new JournalHeader(first, trace);
        if (isPrefix(bytes, JournalWriter.header(header))) {
            return new Journal(directory, first, first, List.of(), 0, bytes.length, 0);
        }
        byte[] sync = new byte[0];
        int start = 0;
        try {
            ByteCursor cursor = new ByteCursor(bytes, 0);
            boolean known = Arrays.equals(cursor.take(MAGIC.length), MAGIC);
            Map<String, String> entries = entries(cursor);
            sync = cursor.take(SYNC);
            start = cursor.position();
            byte[] expected = header.sync(entries.getOrDefault("avro.schema", ""));
            if (!known
                    || !entries.entrySet().containsAll(header.entries().entrySet())
                    || !Arrays.equals(sync, expected)) {
                throw damaged(directory, file, "its header is damaged, or of another journal", null);
            }
        } catch (IOException e) {
            throw damaged(directory, file, "its header is damaged", e);
        }
        return scan(directory, first, bytes, start, sync);
    }

    private static Journal scan(Path directory, long first, byte[] bytes, int start, byte[] sync) throws IOException {
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
        boolean torn = afterSync(bytes, whole, sync) == bytes.length;
        return new Journal(directory, first, last, blocks, whole, torn ? rest : 0, torn ? damaged : damaged + rest);
    }

    /** Where the block ends that begins here; 0 if no whole one does. */
    private static int end(byte[] bytes, int position, byte[] sync) {
        try {
            ByteCursor cursor = new ByteCursor(bytes, position);
            cursor.number();
            cursor.skip(cursor.number());
            return Arrays.equals(cursor.take(SYNC), sync) ? cursor.position() : 0;
        } catch (IOException e) {
            return 0;
        }
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

    private static boolean isPrefix(byte[] bytes, byte[] whole) {
        return bytes.length <= whole.length && Arrays.equals(bytes, Arrays.copyOf(whole, bytes.length));
    }

    /** Whether there is no whole block. */
    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Length up to the end of the last whole block. */
    long whole() {
        return whole;
    }

    /** Bytes of the tick that was not written to the end. */
    long torn() {
        return torn;
    }

    /** Bytes that are lost though they were written. */
    long damaged() {
        return damaged;
    }

    /** Whether more is missing than a torn tick; of a journal that others follow that is damage too. */
    boolean isDamaged(boolean isLast) {
        return damaged > 0 || (torn > 0 && !isLast && !isEmpty());
    }

    void requireWhole(boolean isLast) {
        if (isDamaged(isLast)) {
            throw new InputException(file + ": " + (damaged + torn)
                    + " bytes of it are damaged; restore the file, or keep the rest with: equipoise recover "
                    + directory);
        }
    }

    @Override
    public SegmentName name() {
        return new SegmentName(first, last);
    }

    @Override
    public Path where() {
        return file;
    }

    @Override
    public long rows(Table table) {
        return 1;
    }

    @Override
    public Rows read(Table table) throws IOException {
        Rows rows = new Rows(table, 0);
        if (blocks.isEmpty()) {
            return rows;
        }
        try (JournalBlocks reader = new JournalBlocks(read(directory, file), rows)) {
            for (int block : blocks) {
                if (!reader.read(block)) {
                    throw damaged(directory, file, "cannot be decoded, it is damaged", null);
                }
            }
        }
        return rows;
    }

    private static byte[] read(Path directory, Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw damaged(directory, file, "is larger than any journal", null);
        }
        return Files.readAllBytes(file);
    }

    private static InputException damaged(Path directory, Path file, String what, @Nullable Exception cause) {
        String message =
                file + ": " + what + "; restore the file, or set it aside with: equipoise recover " + directory;
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }
}
