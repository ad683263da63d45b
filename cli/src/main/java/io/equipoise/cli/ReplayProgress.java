package io.equipoise.cli;

import io.equipoise.replay.evaluate.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A bar on the terminal's stderr while policies are replayed; nothing where there is no terminal. */
final class ReplayProgress implements Progress, AutoCloseable {
    private final @Nullable ProgressBar bar;

    ReplayProgress() {
        bar = !Ansi.AUTO.enabled()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("replaying")
                        .setInitialMax(0)
                        .setStyle(ProgressBarStyle.ASCII)
                        .clearDisplayOnFinish()
                        .build();
    }

    @Override
    public synchronized void expect(int replays) {
        if (bar != null) {
            bar.maxHint(bar.getMax() + replays);
        }
    }

    @Override
    public synchronized void done(String source, String policy) {
        if (bar != null) {
            bar.setExtraMessage(source + " " + policy);
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
