package io.equipoise.traces.readings;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read of all files of a source and tells how far it is. */
public final class ByteCount {
    private static final long STEP = 1 << 20;

    private final ImportProgress progress;
    private final long all;
    private long done;
    private long told;

    /** @param all bytes of all files */
    public ByteCount(ImportProgress progress, long all) {
        this.progress = progress;
        this.all = all;
    }

    /** So many more bytes were read. */
    public void add(long bytes) {
        done += bytes;
        if (done - told >= STEP || done >= all) {
            told = done;
            progress.read(Math.min(done, all), all);
        }
    }

    InputStream over(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                add(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                add(Math.max(0, read));
                return read;
            }
        };
    }
}
