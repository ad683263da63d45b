package io.equipoise.cli;

import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.Sample;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells on stderr how a recording goes: a first and a last line, and between them, on a terminal, a bar or a counter. */
final class RecordProgress implements RecordingListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProgress.class);

    private final PrintWriter err;
    private final String where;
    private final boolean terminal = Terminal.stderr();
    private final @Nullable ProgressBar bar;
    private long samples;
    private int domains;

    /**
     * @param where what is recorded, and where it goes
     * @param duration null when only a signal ends it
     */
    RecordProgress(CommandLine command, String where, @Nullable Duration duration, Duration interval) {
        this.err = command.getErr();
        this.where = where;
        this.bar = terminal && duration != null ? bar(duration.dividedBy(interval)) : null;
    }

    private static ProgressBar bar(long ticks) {
        return new ProgressBarBuilder()
                .setTaskName("recording")
                .setInitialMax(Math.max(1, ticks))
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    @Override
    public void sampled(Sample sample, long latenessNanos) {
        samples++;
        domains = Math.max(domains, sample.domains().size());
        if (samples == 1) {
            LOG.info(
                    "recording {} of {}{}",
                    counted(sample.domains().size(), "domain"),
                    where,
                    terminal ? ", Ctrl-C ends it" : "");
        }
        if (bar != null) {
            bar.step();
        } else if (terminal) {
            err.print("\r" + counted(samples, "sample") + ' ');
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        } else if (terminal && samples > 0) {
            err.println();
            err.flush();
        }
        if (samples > 0) {
            LOG.info("recorded {} of {}", counted(samples, "sample"), counted(domains, "domain"));
        }
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
