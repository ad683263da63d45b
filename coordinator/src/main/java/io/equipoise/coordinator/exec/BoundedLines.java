package io.equipoise.coordinator.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes up to a length; a longer one ends the reading. */
final class BoundedLines {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;
    private boolean tooLong;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its line break; null at the end, or when it would be too long. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (!tooLong) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled < 0) {
                    filled = 0;
                    return line.size() == 0 ? null : line.toByteArray();
                }
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, at, end - at);
            tooLong = line.size() > longest;
            boolean whole = end < filled;
            at = whole ? end + 1 : end;
            if (whole && !tooLong) {
                return line.toByteArray();
            }
        }
        return null;
    }

    boolean isTooLong() {
        return tooLong;
    }
}
