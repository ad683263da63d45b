package io.equipoise.traces.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whenever the machine stops. */
final class AtomicFiles {
    private static final String UNFINISHED = ".part";

    private AtomicFiles() {}

    /** Writes the bytes of a file to the path it is given. */
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** Writes under a temporary name, syncs, renames, syncs the directory; a failure leaves nothing behind. */
    static void write(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            content.writeTo(unfinished);
            sync(unfinished, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            sync(directory, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
