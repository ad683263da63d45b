package io.equipoise.traces.monitor;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log's lines without terminal escapes and surrounding blanks.
 *
 * @param lines the i-th is line i + 1 of the file
 * @param ended whether the last line has its line end
 */
record LogText(List<String> lines, boolean ended) {
    /** ECMA-48: control sequences, operating system commands, other escapes, then single control characters. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|\\x1b[ -/]*[0-~]?|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

    /** A day of 100 guests is shorter; all of it is held in memory. */
    private static final long LONGEST = 256L << 20;

    LogText {
        lines = List.copyOf(lines);
    }

    /** Bytes that are no UTF-8 become replacement characters; they are no reason to refuse a cut file. */
    static LogText read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new InputException(file + ": has " + Files.size(file) + " bytes, more than the " + LONGEST
                    + " of any monitor log; split it");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> lines = text.lines()
                .map(line -> ESCAPES.matcher(line).replaceAll("").strip())
                .toList();
        return new LogText(lines, text.isEmpty() || text.endsWith("\n") || text.endsWith("\r"));
    }
}
