package io.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;

/** While open, signals do this instead of ending the program. */
final class OnSignal implements AutoCloseable {
    private final List<Runnable> restore = new ArrayList<>();
    private final Runnable action;
    private boolean closed;

    /**
     * @param action called from another thread, once for each signal, and no more once this is closed
     * @param signals their names, such as {@code HUP}
     */
    OnSignal(Runnable action, String... signals) {
        this.action = action;
        for (String signal : signals) {
            Object before = Signals.register(signal, this::act);
            restore.add(() -> Signals.unregister(signal, before));
        }
    }

    private synchronized void act() {
        if (!closed) {
            action.run();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        restore.forEach(Runnable::run);
    }
}
