package io.equipoise.traces.format;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.parquet.NewDirectory;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.TraceWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes a trace of any length so that it is there whole or not at all: in a folder beside, which is renamed at the end. */
public final class WholeTrace {
    private WholeTrace() {}

    /** An {@link InputException} unless a trace could be written there: for checking before the work that makes it. */
    public static void require(Path directory) {
        try {
            NewDirectory.require(directory);
            Path unfinished = unfinished(directory);
            if (Files.exists(unfinished)) {
                throw new InputException(unfinished + ": is left of an import that was killed, or one is still at it; "
                        + "remove it when none is");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a trace into a directory that is new or empty. Held: one segment's rows.
     *
     * @param over puts something between the trace and its writer, such as a count
     */
    public static void write(Path directory, Trace trace, UnaryOperator<TraceSink> over) {
        require(directory);
        Path unfinished = unfinished(directory);
        try {
            try (TraceWriter writer = ParquetTraces.create(unfinished, trace.header())) {
                trace.copyTo(over.apply(writer));
            }
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cleared(unfinished, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw cleared(unfinished, e);
        } catch (Error e) {
            throw cleared(unfinished, e);
        }
    }

    private static Path unfinished(Path directory) {
        Path whole = directory.toAbsolutePath().normalize();
        Path name = whole.getFileName();
        if (name == null) {
            throw new InputException(directory + ": is no place for a trace; name a directory that is new or empty");
        }
        return whole.resolveSibling("." + name + ".part");
    }

    private static <T extends Throwable> T cleared(Path folder, T failure) {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                List<Path> deepestFirst =
                        entries.sorted(Comparator.reverseOrder()).toList();
                for (Path entry : deepestFirst) {
                    Files.delete(entry);
                }
            } catch (IOException | UncheckedIOException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }
}
