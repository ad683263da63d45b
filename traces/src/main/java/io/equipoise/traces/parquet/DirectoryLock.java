package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps everybody else from writing a trace; it ends with the process, however that ends. */
final class DirectoryLock implements Closeable {
    static final String NAME = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);
    private static final int LONGEST = 20;

    /** Those of this process: the system would let it take its own lock again, and lose it when either is closed. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final RandomAccessFile file;

    private DirectoryLock(Path folder, RandomAccessFile file) {
        this.folder = folder;
        this.file = file;
    }

    /** An {@link InputException} if it is held already, by this process or another. */
    static DirectoryLock take(Path directory) throws IOException {
        Disk.REAL.createDirectory(directory.resolve(Journal.FOLDER));
        Path folder = directory.resolve(Journal.FOLDER).toRealPath();
        if (!HELD.add(folder)) {
            throw new InputException(directory + ": is being written by this process already");
        }
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(folder.resolve(NAME).toFile(), "rw");
            if (file.getChannel().tryLock() == null) {
                throw new InputException(directory + ": is being written by process " + holder(file)
                        + "; stop that one, or name another directory");
            }
            sign(file);
            return new DirectoryLock(folder, file);
        } catch (IOException | RuntimeException e) {
            HELD.remove(folder);
            if (file != null) {
                file.close();
            }
            throw e;
        }
    }

    /** Whether a process holds it now. For an instant the asker shares it, and nobody can take it. */
    static boolean isHeld(Path directory) throws IOException {
        Path lock = directory.resolve(Journal.FOLDER).resolve(NAME);
        if (!Files.exists(lock)) {
            return false;
        }
        if (HELD.contains(lock.toRealPath().getParent())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        }
    }

    private static String holder(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int length = Math.max(0, file.read(bytes));
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    /** On a full disk nobody learns who holds the lock, but it holds. */
    private static void sign(RandomAccessFile file) {
        try {
            file.setLength(0);
            file.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.debug("the lock names no process: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        HELD.remove(folder);
    }
}
