package io.equipoise.traces.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** Reads a directory whose files may become others meanwhile, because it is being recorded. */
final class Moving {
    static final int ATTEMPTS = 20;

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
                if (i == ATTEMPTS || !(e instanceof NoSuchFileException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
