package io.equipoise.traces.readings;

import io.equipoise.traces.InputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A text file line by line, unpacked where it is gzip. One line is held at a time; a line of more than 65,536 characters, as
 * in a binary file, is refused. Bytes that are no UTF-8 become replacement characters.
 */
public final class TextLines implements Closeable {
    private static final int LONGEST = 65_536;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int SHOWN = 60;

    private final Path file;
    private final InputStream bytes;
    private final Reader reader;
    private final char[] buffer = new char[LONGEST];
    private final StringBuilder part = new StringBuilder();
    private int at;
    private int filled;
    private long number;
    private String line = "";
    private boolean ended = true;

    private TextLines(Path file, InputStream bytes, Reader reader) {
        this.file = file;
        this.bytes = bytes;
        this.reader = reader;
    }

    /** Opens a file whose bytes, as they lie on the disk, are counted. */
    public static TextLines open(Path file, ByteCount count) {
        try {
            if (Files.isDirectory(file)) {
                throw new InputException(file + ": is a directory, not a text file");
            }
            InputStream bytes = new BufferedInputStream(count.over(Files.newInputStream(file)), LONGEST);
            try {
                return new TextLines(file, bytes, new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        } catch (EOFException | ZipException e) {
            throw new InputException(file + ": is no whole gzip file; fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, LONGEST) : bytes;
    }

    /** The next line without its end; null after the last. */
    public @Nullable String next() {
        part.setLength(0);
        while (true) {
            if (at == filled && !fill()) {
                if (part.isEmpty()) {
                    return null;
                }
                ended = false;
                return take();
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            part.append(buffer, at, end - at);
            if (part.length() > LONGEST) {
                throw new InputException(file + ": line " + (number + 1) + " has more than " + LONGEST
                        + " characters; is it a text file?");
            }
            at = Math.min(filled, end + 1);
            if (end < filled) {
                ended = true;
                return take();
            }
        }
    }

    private boolean fill() {
        try {
            at = 0;
            filled = Math.max(0, reader.read(buffer));
            return filled > 0;
        } catch (EOFException | ZipException e) {
            throw new InputException(
                    file + ": the gzip data is cut or damaged after line " + number + "; fetch it again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String take() {
        int length = part.length();
        if (length > 0 && part.charAt(length - 1) == '\r') {
            part.setLength(length - 1);
        }
        number++;
        line = part.toString();
        return line;
    }

    /** Whether the line that came last has no line end, so that a part of it may be missing. */
    public boolean mayBeCut() {
        return !ended;
    }

    /** Says what is wrong with the line that came last, and shows it. */
    public InputException refuse(String what, String remedy) {
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return new InputException(
                file + ": line " + number + " " + what + ": '" + shown.replaceAll("\\p{Cntrl}", " ") + "'; " + remedy);
    }

    @Override
    public void close() {
        try {
            reader.close();
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
