package io.equipoise.traces.parquet;

import java.io.Closeable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a {@link SegmentCloser} beside the recording, or, for tests, within it. */
final class ClosingThread implements Closeable {
    private final SegmentCloser closer;
    private final @Nullable ExecutorService thread;

    ClosingThread(SegmentCloser closer, boolean background) {
        this.closer = closer;
        this.thread = background
                ? Executors.newSingleThreadExecutor(task -> {
                    Thread made = new Thread(task, "closing segments");
                    made.setDaemon(true);
                    return made;
                })
                : null;
    }

    /** Hands over a journal that nobody writes any more. */
    void add(long journal) {
        closer.add(journal);
        run();
    }

    /** Tries again what could not be done. */
    void tryAgain() {
        if (closer.isPostponed()) {
            run();
        }
    }

    private void run() {
        if (thread == null) {
            closer.run();
        } else {
            thread.execute(closer);
        }
    }

    /** Waits until all is closed that can be. */
    @Override
    public void close() {
        run();
        if (thread == null) {
            return;
        }
        thread.shutdown();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
