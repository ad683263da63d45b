package io.equipoise.cli;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.readings.ImportProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on the terminal's stderr while a source is read or a trace written; nothing where there is no terminal. */
final class ImportBar implements ImportProgress, AutoCloseable {
    private static final int MIB = 1 << 20;

    private final @Nullable ProgressBar bar;
    private long samples;

    ImportBar(String task) {
        bar = !Terminal.stderr()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(-1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .clearDisplayOnFinish()
                        .build();
    }

    @Override
    public void read(long done, long all) {
        if (bar != null) {
            bar.maxHint(Math.max(1, all / MIB));
            bar.stepTo(done / MIB);
            bar.setExtraMessage("MiB");
        }
    }

    /** Passes rows on and counts the samples among them. */
    TraceSink over(TraceSink sink) {
        return new TraceSink() {
            @Override
            public void sample(Sample sample) {
                sink.sample(sample);
                samples++;
                if (bar != null) {
                    bar.stepTo(samples);
                }
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

    long samples() {
        return samples;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
