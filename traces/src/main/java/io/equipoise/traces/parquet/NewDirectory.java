package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory for results that must be new or empty. */
public final class NewDirectory {
    private NewDirectory() {}

    /** An {@link InputException} unless the directory is missing or empty: for checking before the work that fills it. */
    public static void require(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new InputException(directory + ": is a file; name a directory that is new or empty");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new InputException(directory
                        + ": is not empty, and nothing is overwritten; name a directory that is new or empty");
            }
        }
    }
}
