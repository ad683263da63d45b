package io.equipoise.traces.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A log split into samples.
 *
 * @param cutLines lines of which a part is missing
 * @param strangeLines lines that fit nothing
 */
record MonitorLog(Path file, LogKind kind, List<LogSample> samples, int cutLines, int strangeLines) {

    MonitorLog {
        samples = List.copyOf(samples);
    }

    static MonitorLog read(Path file) throws IOException {
        return new LogReader(file, LogText.read(file)).read();
    }
}
