package io.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;

/** While open, signals do this instead of ending the program. */
final class OnSignal implements AutoCloseable {
    private final List<Runnable> restore = new ArrayList<>();

    /**
     * @param action called from another thread, once for each signal
     * @param signals their names, such as {@code HUP}
     */
    OnSignal(Runnable action, String... signals) {
        for (String signal : signals) {
            Object before = Signals.register(signal, action);
            restore.add(() -> Signals.unregister(signal, before));
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }
}
