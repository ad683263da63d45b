package io.equipoise.coordinator.restore;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host's note, held by one process at a time; each line is on the disk before its method returns. It ends with its
 * process, however that ends: what was not undone stays for the next.
 */
public final class NoteFile implements AutoCloseable {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final FileChannel lock;
    private final FileChannel file;
    private final Path path;
    private final String uri;
    private final Map<String, Found> left;
    private boolean kept;
    private boolean rebooted;
    private boolean begun;

    private NoteFile(FileChannel lock, FileChannel file, Path path, String uri, Note note) throws IOException {
        this.lock = lock;
        this.file = file;
        this.path = path;
        this.uri = uri;
        this.left = new LinkedHashMap<>(note.left());
        this.kept = note.kept();
        this.rebooted = isLocal(uri) && !note.boot().equals(boot());
        file.truncate(note.length());
        file.position(note.length());
        if (!left.isEmpty()) {
            append(pid());
        }
    }

    static NoteFile open(Path note, String uri) throws IOException {
        // Its own file: closing any other channel to the locked file would end the lock.
        FileChannel lock = FileChannel.open(
                note.resolveSibling(note.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(lock) == null) {
                throw new InputException("another equipoise coordinates or restores " + uri + " (process "
                        + holder(note) + "); end it first");
            }
            FileChannel file = FileChannel.open(note, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                sync(note.toAbsolutePath().getParent());
                return new NoteFile(lock, file, note, uri, Note.read(note));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this very process.
            return null;
        }
    }

    /** Makes the directory's entry of a new file last. */
    private static void sync(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String holder(Path note) throws IOException {
        try {
            return Note.read(note).pid();
        } catch (NoSuchFileException | InputException e) {
            return "?";
        }
    }

    /** What was found and not undone yet, in the order in which it was changed. */
    public List<Found> left() {
        return List.copyOf(left.values());
    }

    /** Whether the run before ended in order and left its changes on purpose. */
    public boolean isKept() {
        return kept;
    }

    /** Whether the host is this machine and was started anew since, so that all its guests were. */
    public boolean isRebooted() {
        return rebooted;
    }

    /** Begins a run. What was kept on purpose is forgotten; what could not be undone is still to be. */
    public void begin() throws IOException {
        if (kept || left.isEmpty()) {
            left.clear();
            file.truncate(0);
            file.position(0);
            append(Note.FORMAT + "\nuri " + uri);
        }
        append(pid() + "\nboot " + boot());
        kept = false;
        rebooted = false;
        begun = true;
    }

    /** Notes what is about to be changed, unless it was noted before. */
    public void found(Found found) throws IOException {
        if (!begun) {
            throw new IllegalStateException("the note was not begun");
        }
        if (!left.containsKey(found.target())) {
            append(NoteLine.of(found));
            left.put(found.target(), found);
        }
    }

    /** Notes that these are as they were, or that there is nothing left to undo. */
    public void undone(Set<Found> undone) throws IOException {
        for (Found found : undone) {
            if (left.remove(found.target()) != null) {
                append(Note.UNDONE + found.target());
            }
        }
    }

    /** Notes that what was changed stays so on purpose. */
    public void keep() throws IOException {
        append(Note.KEPT);
    }

    private void append(String lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((lines + "\n").getBytes(StandardCharsets.UTF_8));
        long before = file.position();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            file.truncate(before);
            file.position(before);
            throw new IOException(path + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whether the host is this machine: its URI names no other. */
    private static boolean isLocal(String uri) {
        return uri.contains(":///");
    }

    private static String pid() {
        return "pid " + ProcessHandle.current().pid();
    }

    private static String boot() throws IOException {
        return Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            file.close();
        }
    }
}
