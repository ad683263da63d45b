package io.equipoise.testbed.trial;

import io.equipoise.coordinator.exec.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program under trial while it runs: its output goes to a file of limited length, and it is ended with all that it started. */
final class RunningProgram {
    /** A program that writes more is ended. */
    static final long MOST_OUTPUT_BYTES = 16 << 20;

    /** From the request to end until it is killed. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RunningProgram.class);
    private static final int SIGNAL_STATUS = 128;

    private final ProcessTree tree;
    private final Thread output;
    private volatile boolean flooded;
    private boolean said;

    private RunningProgram(ProcessTree tree, Path log) {
        this.tree = tree;
        this.output = new Thread(() -> keepOutput(log), "output of the program");
        output.setDaemon(true);
    }

    /** @param log where its output goes, new */
    static RunningProgram start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        RunningProgram running = new RunningProgram(ProcessTree.start(builder), log);
        running.output.start();
        return running;
    }

    /** How it ended by itself or for what it did, once. */
    Optional<String> news() {
        if (said || (tree.root().isAlive() && !flooded)) {
            return Optional.empty();
        }
        said = true;
        if (flooded) {
            tree.end();
            return Optional.of("ended: it wrote more than " + (MOST_OUTPUT_BYTES >> 20) + " MiB");
        }
        return Optional.of("ended by itself before the trial's end, with " + status());
    }

    /** Ends it and whatever it started; how that went, unless its end was told before. */
    Optional<String> end() {
        Optional<String> before = news();
        boolean killed = false;
        try {
            if (tree.root().isAlive()) {
                // Not the process itself: that would close its output.
                tree.root().toHandle().destroy();
                killed = !tree.root().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
            tree.end();
            // What it wrote last is in the pipe still.
            output.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tree.end();
        }
        if (said) {
            return before;
        }
        said = true;
        return Optional.of(
                killed
                        ? "killed: it did not end within " + GRACE.toSeconds() + " s of SIGTERM"
                        : "ended by SIGTERM at the trial's end, with " + status());
    }

    /** Waits until it ends by itself or for what it did. */
    void awaitExit() throws InterruptedException {
        tree.root().waitFor();
        output.join(GRACE.toMillis());
    }

    private String status() {
        int status = tree.root().exitValue();
        return "status " + status + (status > SIGNAL_STATUS ? " (signal " + (status - SIGNAL_STATUS) + ")" : "");
    }

    private void keepOutput(Path log) {
        try (InputStream from = tree.root().getInputStream();
                OutputStream to = Files.newOutputStream(log)) {
            byte[] buffer = new byte[8192];
            long kept = 0;
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (kept + read > MOST_OUTPUT_BYTES) {
                    flooded = true;
                    to.write("\n(more than 16 MiB: the rest was left out)\n".getBytes(StandardCharsets.UTF_8));
                    tree.root().toHandle().destroyForcibly();
                    return;
                }
                to.write(buffer, 0, read);
                kept += read;
            }
        } catch (IOException e) {
            LOG.debug("the program's output broke off", e);
        }
    }
}
