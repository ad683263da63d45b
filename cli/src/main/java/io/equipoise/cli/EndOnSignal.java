package io.equipoise.cli;

import java.util.concurrent.CountDownLatch;

/** While open, Ctrl-C and SIGTERM end the work instead of killing it: the program waits until this is closed. */
final class EndOnSignal implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    /** @param end asks the work to end soon; called from another thread */
    EndOnSignal(Runnable end) {
        hook = new Thread(
                () -> {
                    end.run();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "end-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // A signal has come: the hook is running and needs no removal.
            return;
        }
    }
}
