package io.equipoise.replay.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.equipoise.traces.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was replayed, in a file of one line of JSON a replay, which is appended when the replay is done. A line that was cut
 * when an earlier run was killed is dropped; one sweep at a time may hold the file.
 */
public final class SweepJournal implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, SweepOutcome> known = new HashMap<>();
    private final FileChannel file;

    private SweepJournal(FileChannel file) {
        this.file = file;
    }

    /** Opens or begins the file and reads what it holds. */
    public static SweepJournal open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            SweepJournal journal = new SweepJournal(FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            try {
                journal.lock(path);
                journal.read(path);
                return journal;
            } catch (IOException | RuntimeException e) {
                journal.file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock(Path path) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new InputException(path + ": another sweep is at work there; wait for it, or give another folder");
        }
    }

    private void read(Path path) throws IOException {
        String text = Files.readString(path);
        int line = 0;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            line++;
            try {
                JsonNode entry = JSON.readTree(text.substring(begin, end));
                known.put(OutcomeJson.key(entry), OutcomeJson.outcome(entry));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new InputException(
                        path + ":" + line + ": is no replay of a sweep; remove the line, and it is replayed again", e);
            }
            begin = end + 1;
        }
        file.truncate(text.substring(0, begin).getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
    }

    Optional<SweepOutcome> outcome(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Appends a replay; from several threads. */
    synchronized void add(String key, SweepRow row) {
        try {
            String line = JSON.writeValueAsString(OutcomeJson.of(key, row)) + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
