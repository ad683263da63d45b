package io.equipoise.cli;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Tells on stderr how a recording goes: a first and a last line, and between them, on a terminal, a bar or a counter. */
final class RecordProgress implements AutoCloseable {
    private final PrintWriter err;
    private final boolean terminal = Terminal.stderr();
    private final @Nullable ProgressBar bar;
    private long samples;
    private int domains;

    /** @param duration null when only Ctrl-C ends it */
    RecordProgress(CommandLine command, @Nullable Duration duration, Duration interval) {
        this.err = command.getErr();
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

    /** Passes rows on and counts the samples among them. */
    TraceSink over(TraceSink sink) {
        return new TraceSink() {
            @Override
            public void sample(Sample sample) {
                sink.sample(sample);
                count(sample);
            }

            @Override
            public void event(Event event) {
                sink.event(event);
            }

            @Override
            public void load(LoadAsked load) {
                sink.load(load);
            }

            @Override
            public void decision(Decision decision) {
                sink.decision(decision);
            }
        };
    }

    private void count(Sample sample) {
        samples++;
        domains = Math.max(domains, sample.domains().size());
        if (samples == 1) {
            err.println("equipoise: recording " + counted(sample.domains().size(), "domain") + ", Ctrl-C ends it");
        }
        if (bar != null) {
            bar.stepTo(sample.tick() + 1);
        } else if (terminal) {
            err.print("\r" + counted(samples, "sample") + ' ');
        }
        err.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        } else if (terminal && samples > 0) {
            err.println();
        }
        err.println("equipoise: recorded " + counted(samples, "sample") + " of " + counted(domains, "domain"));
        err.flush();
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
