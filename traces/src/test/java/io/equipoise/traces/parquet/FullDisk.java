package io.equipoise.traces.parquet;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Has room for so many bytes; what does not fit is written in part, as a real one does. */
final class FullDisk extends Disk {
    static final String REASON = "No space left on device";

    private long room = Long.MAX_VALUE;

    /** Room for this much more than there is. */
    void limit(long bytes) {
        room = bytes;
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
        int length = take(bytes.length);
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes, 0, length);
        }
        if (length < bytes.length) {
            super.delete(file);
            room += length;
            throw new IOException(REASON);
        }
    }

    @Override
    void append(RandomAccessFile file, long position, byte[] bytes, int length) throws IOException {
        int written = take(length);
        file.seek(position);
        file.write(bytes, 0, written);
        if (written < length) {
            throw new IOException(REASON);
        }
    }

    @Override
    void truncate(RandomAccessFile file, long length) throws IOException {
        room += file.length() - length;
        file.setLength(length);
    }

    @Override
    void sync(Path directory) {}

    private int take(int bytes) {
        int fits = (int) Math.min(room, bytes);
        room -= room == Long.MAX_VALUE ? 0 : fits;
        return fits;
    }
}
