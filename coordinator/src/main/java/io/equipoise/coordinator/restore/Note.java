package io.equipoise.coordinator.restore;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a note says: lines of {@code KEY VALUE} about the run that wrote it, findings, and {@code undone TARGET}.
 *
 * @param uri the host
 * @param pid the process that wrote it
 * @param boot the boot of the machine that it ran on
 * @param left findings not undone yet, by target, in their order
 * @param kept whether the run ended and left its changes on purpose
 * @param length bytes up to the end of the last whole line
 */
record Note(String uri, String pid, String boot, Map<String, Found> left, boolean kept, long length) {
    static final String FORMAT = "equipoise-note 1";
    static final String UNDONE = "undone ";
    static final String KEPT = "kept";

    List<Found> found() {
        return new ArrayList<>(left.values());
    }

    /** Reads a note; what stands after its last line's end was torn and counts as not written. */
    static Note read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, Found> left = new LinkedHashMap<>();
        boolean kept = false;
        int number = 0;
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            number++;
            if (number == 1) {
                requireFormat(file, line);
            } else if (line.startsWith(UNDONE)) {
                left.remove(line.substring(UNDONE.length()));
            } else if (line.equals(KEPT)) {
                kept = true;
            } else if (line.matches("(uri|pid|boot) .*")) {
                facts.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
            } else {
                Found found = finding(file, number, line);
                left.putIfAbsent(found.target(), found);
            }
        }
        return new Note(
                facts.getOrDefault("uri", ""),
                facts.getOrDefault("pid", "?"),
                facts.getOrDefault("boot", ""),
                left,
                kept,
                length);
    }

    private static void requireFormat(Path file, String line) {
        if (!line.equals(FORMAT)) {
            throw new InputException(file + ": line 1 is '" + line + "', not '" + FORMAT
                    + "': it is no note of this version; move it away, and undo by hand what it says");
        }
    }

    private static Found finding(Path file, int number, String line) {
        try {
            return NoteLine.parse(line);
        } catch (InputException e) {
            throw new InputException(
                    file + ": line " + number + ": " + e.getMessage() + "; remove the line if it cannot be mended", e);
        }
    }
}
