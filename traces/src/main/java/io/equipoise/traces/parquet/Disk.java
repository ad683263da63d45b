package io.equipoise.traces.parquet;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps by which files are changed; a test can stop at any of them. */
class Disk {
    static final Disk REAL = new Disk();

    private static final String UNFINISHED = ".part";

    /** The name of a file while it is being written. */
    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED);
    }

    /** A file that is there whole or not at all, whenever the machine stops. */
    final void writeWhole(Path file, byte[] bytes) throws IOException {
        Path unfinished = unfinished(file);
        write(unfinished, bytes);
        move(unfinished, file);
        syncParent(file);
    }

    /** Makes the name of a file last. */
    final void syncParent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /** Writes and syncs a file; a failure leaves none. */
    void write(Path file, byte[] bytes) throws IOException {
        // A stream of a file, unlike a channel, is not closed by an interrupt.
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Renames at one instant; what has the name already is replaced. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** With its parents; there may be one. */
    void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    /** Makes names in a directory last. */
    void sync(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes at the end of a file, which is at this position, and syncs it. */
    void append(RandomAccessFile file, long position, byte[] bytes, int length) throws IOException {
        file.seek(position);
        file.write(bytes, 0, length);
        file.getFD().sync();
    }

    void truncate(RandomAccessFile file, long length) throws IOException {
        file.setLength(length);
        file.getFD().sync();
    }
}
