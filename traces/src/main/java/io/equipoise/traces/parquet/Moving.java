package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** Reads a directory whose files may become others meanwhile, because it is being recorded. */
final class Moving {
    static final int ATTEMPTS = 20;
    static final String GONE = "the trace changes faster than it can be read; read it again";

    private Moving() {}

    /** Something to be read anew when a file of it is gone. */
    interface Reading<T> {
        T read() throws IOException;
    }

    static <T> T read(Reading<T> reading) {
        for (int i = 1; ; i++) {
            try {
                return reading.read();
            } catch (IOException e) {
                if (!(e instanceof NoSuchFileException)) {
                    throw new UncheckedIOException(e);
                }
                if (i == ATTEMPTS) {
                    throw new InputException(e.getMessage() + ": " + GONE, e);
                }
            }
        }
    }
}
