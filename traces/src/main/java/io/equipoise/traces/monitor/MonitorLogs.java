package io.equipoise.traces.monitor;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** Reads the text logs of monitors as traces. */
public final class MonitorLogs {
    private MonitorLogs() {}

    /**
     * The trace of one log of any of the six kinds. Ticks are the samples in their order at the monitor's nominal
     * interval, and the header's note counts what was left out. An {@link InputException} names the first line that fits
     * nothing if none does, or the first that is of a second kind.
     */
    public static MemoryTrace read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InputException(file + ": is a directory; a monitor log is a text file");
            }
            String created = Files.getLastModifiedTime(file)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            return new LogImport(MonitorLog.read(file)).trace(created);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
