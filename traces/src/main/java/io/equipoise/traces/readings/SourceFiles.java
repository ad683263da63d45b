package io.equipoise.traces.readings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files of a source, in an order that does not depend on the file system. */
public final class SourceFiles {
    private SourceFiles() {}

    /** What a folder holds, folders too, ordered by {@link NaturalOrder} of the names. */
    public static List<Path> in(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(SourceFiles::name, NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last part of a path. */
    public static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /** When the newest of the files was last changed, UTC, ISO 8601: a header's {@code created}. */
    public static String created(Collection<Path> files) {
        try {
            long newest = 0;
            for (Path file : files) {
                newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
            }
            return Instant.ofEpochMilli(newest).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their length together, bytes. */
    public static long bytes(Collection<Path> files) {
        try {
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
