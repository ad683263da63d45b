package io.equipoise.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A testbed of a test's own, so that a live test never touches guests that somebody has up. */
public final class LiveFolder {

    private LiveFolder() {}

    /** A copy of this machine's testbed in this folder; skips the test, with the reason, where there is none. */
    public static StateFolder in(Path dir) throws IOException {
        StateFolder machine = StateFolder.locate();
        Optional<String> missing = Setup.missing(machine);
        assumeTrue(missing.isEmpty(), () -> "no testbed here: " + missing.orElseThrow());
        return machine.copyTo(dir);
    }
}
