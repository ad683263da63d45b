package io.equipoise.cli;

import java.nio.file.Path;

/** Where the launcher is, or else the working directory. */
final class Home {
    private Home() {}

    /** The folder of the recorded traces that ship. */
    static Path traces() {
        return Path.of(System.getProperty("equipoise.home", "")).resolve("traces/cases");
    }
}
