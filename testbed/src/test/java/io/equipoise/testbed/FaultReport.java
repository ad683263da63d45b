package io.equipoise.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Says what was done to a recording and what it kept: on standard output, and in a table below {@code target}. */
public final class FaultReport {
    private static final Path TABLE = Path.of("target", "faults.md");
    private static final String HEAD = "| injected | kept |\n|---|---|\n";

    private FaultReport() {}

    /** Adds a line. */
    public static synchronized void add(String injected, String kept) throws IOException {
        System.out.println("FAULT " + injected + " -> " + kept);
        Files.createDirectories(TABLE.getParent());
        if (!Files.exists(TABLE)) {
            Files.writeString(TABLE, HEAD);
        }
        Files.writeString(
                TABLE,
                "| " + injected.replace("|", "\\|") + " | " + kept.replace("|", "\\|") + " |\n",
                StandardOpenOption.APPEND);
    }
}
