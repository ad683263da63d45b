package io.equipoise.cli;

import java.nio.file.Path;

/** Where the launcher is, or else the working directory. */
final class Home {
    private Home() {}

    /** A file or folder of the checkout. */
    static Path resolve(String path) {
        return Path.of(System.getProperty("equipoise.home", "")).resolve(path);
    }

    /** The folder of the recorded traces that ship. */
    static Path traces() {
        return resolve("traces/cases");
    }
}
