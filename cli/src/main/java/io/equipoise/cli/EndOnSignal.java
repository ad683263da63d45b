package io.equipoise.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** While open, Ctrl-C and SIGTERM ask the work to end, and the program ends as it does by itself; a second one kills it. */
final class EndOnSignal implements AutoCloseable {
    /** As a shell has it for a program that SIGTERM killed. */
    private static final int KILLED = 143;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final OnSignal signals;

    /** @param end asks the work to end soon; called from another thread */
    EndOnSignal(Runnable end) {
        signals = new OnSignal(
                () -> {
                    if (asked.getAndSet(true)) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    end.run();
                },
                "INT",
                "TERM");
    }

    @Override
    public void close() {
        signals.close();
    }
}
