package io.equipoise.traces.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file's bytes in memory: they are summed before they are written, and checked before they are decoded. */
final class MemoryFile implements InputFile, OutputFile {
    private byte[] bytes;

    /** One to be written. */
    MemoryFile() {
        this(new byte[0]);
    }

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What was written, once its stream is closed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new Input(new Source(bytes));
    }

    @Override
    public PositionOutputStream create(long blockSize) {
        return new Output();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        return new Output();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class Output extends PositionOutputStream {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        public long getPos() {
            return out.size();
        }

        @Override
        public void write(int value) {
            out.write(value);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            out.write(from, offset, length);
        }

        @Override
        public void close() {
            bytes = out.toByteArray();
        }
    }

    private static final class Input extends DelegatingSeekableInputStream {
        private final Source source;

        Input(Source source) {
            super(source);
            this.source = source;
        }

        @Override
        public long getPos() {
            return source.position();
        }

        @Override
        public void seek(long position) {
            source.seek(position);
        }
    }

    private static final class Source extends ByteArrayInputStream {
        Source(byte[] bytes) {
            super(bytes);
        }

        long position() {
            return pos;
        }

        void seek(long position) {
            pos = (int) Math.max(0, Math.min(position, count));
        }
    }
}
