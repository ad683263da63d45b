package io.equipoise.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** While open, what is said on stderr is held, because it would spoil the screen; it is said when this is closed. */
final class HeldErrors implements AutoCloseable {
    /** Of more lines only the newest are kept. */
    private static final int MOST_LINES = 1_000;

    private final PrintStream real = System.err;
    private final Lines held = new Lines();

    HeldErrors() {
        System.setErr(new PrintStream(held, true, StandardCharsets.UTF_8));
    }

    /** How many lines were said so far. */
    long count() {
        return held.count();
    }

    /** The newest line; null before the first. */
    @Nullable
    String newest() {
        return held.newest();
    }

    @Override
    public void close() {
        System.setErr(real);
        held.printTo(real);
    }

    /** Splits what is written into lines. */
    private static final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Deque<String> lines = new ArrayDeque<>();
        private long count;

        @Override
        public synchronized void write(int character) {
            if (character != '\n') {
                line.write(character);
                return;
            }
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
            count++;
            if (lines.size() > MOST_LINES) {
                lines.remove();
            }
        }

        synchronized long count() {
            return count;
        }

        synchronized @Nullable String newest() {
            String newest = lines.peekLast();
            return newest == null ? null : newest.replaceFirst("^equipoise: ", "");
        }

        synchronized void printTo(PrintStream stream) {
            lines.forEach(stream::println);
            lines.clear();
        }
    }
}
