package io.equipoise.cli;

import io.equipoise.traces.Sample;
import io.equipoise.traces.monitor.LogKind;
import io.equipoise.traces.monitor.LogWriter;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints what is watched as a monitor's log, until nobody reads it. */
final class WatchLines {
    private final Watched watched;
    private final LogWriter writer;
    private final CommandLine command;
    private @Nullable String said;

    WatchLines(Watched watched, LogKind kind, CommandLine command) {
        this.watched = watched;
        this.writer =
                new LogWriter(kind, Math.max(1, Math.round((double) kind.intervalMillis() / watched.intervalMillis())));
        this.command = command;
    }

    void run() {
        PrintWriter out = command.getOut();
        // checkError flushes: who reads along must not wait for the next sample.
        for (Optional<Watched.Glance> next = watched.next(); next.isPresent(); next = watched.next()) {
            Sample sample = next.get().sample();
            if (sample != null) {
                writer.lines(sample).forEach(out::println);
            }
            if (out.checkError()) {
                return;
            }
            complain(next.get().notice());
        }
    }

    /** Once for as long as it is the same. */
    private void complain(@Nullable String notice) {
        if (notice != null && !notice.equals(said)) {
            command.getErr().println("equipoise: no sample: " + notice);
            command.getErr().flush();
        }
        said = notice;
    }
}
