package io.equipoise.traces.parquet;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;

/** Stops for ever in the middle of a step, as a killed process does; syncs nothing, which only a dead machine would notice. */
final class CrashingDisk extends Disk {
    private final Random random;
    private int left;

    /** @param steps that are done before the one that is not */
    CrashingDisk(int steps, long seed) {
        this.left = steps;
        this.random = new Random(seed);
    }

    /** One that does not stop. */
    static CrashingDisk never() {
        return new CrashingDisk(Integer.MAX_VALUE, 0);
    }

    /** No exception, so that nothing handles it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Whether it came to that. */
    boolean isCrashed() {
        return left < 0;
    }

    private boolean last() {
        if (left < 0) {
            throw new Crash();
        }
        left--;
        return left < 0;
    }

    private void step() {
        if (last()) {
            throw new Crash();
        }
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
        boolean crash = last();
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes, 0, crash ? random.nextInt(bytes.length + 1) : bytes.length);
        }
        if (crash) {
            throw new Crash();
        }
    }

    @Override
    void append(RandomAccessFile file, long position, byte[] bytes, int length) throws IOException {
        boolean crash = last();
        file.seek(position);
        file.write(bytes, 0, crash ? random.nextInt(length + 1) : length);
        if (crash) {
            throw new Crash();
        }
    }

    @Override
    void move(Path from, Path to) throws IOException {
        step();
        super.move(from, to);
    }

    @Override
    void delete(Path file) throws IOException {
        step();
        super.delete(file);
    }

    @Override
    void createDirectory(Path directory) throws IOException {
        step();
        super.createDirectory(directory);
    }

    @Override
    void truncate(RandomAccessFile file, long length) throws IOException {
        step();
        file.setLength(length);
    }

    @Override
    void sync(Path directory) {}
}
