package io.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams are connected to. */
final class Terminal {
    private Terminal() {}

    /** Whether stdout is a terminal; false where that cannot be told. */
    static boolean stdout() {
        return isTerminal(1);
    }

    /** Whether stderr is a terminal; false where that cannot be told. */
    static boolean stderr() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
