package io.equipoise.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A testbed of a test's own, so that a live test never touches guests that somebody has up. */
public final class LiveFolder {

    private LiveFolder() {}

    /** Copies this machine's guest into a fresh folder; skips the test, with the reason, where there is none. */
    public static StateFolder in(Path dir) throws IOException {
        StateFolder machine = StateFolder.locate();
        Optional<String> missing = Setup.missing(machine);
        assumeTrue(missing.isEmpty(), () -> "no testbed here: " + missing.orElseThrow());
        StateFolder own = new StateFolder(dir);
        Files.createDirectories(own.kernel().getParent());
        try (Stream<Path> files = Files.list(machine.kernel().getParent())) {
            for (Path file : files.toList()) {
                Files.copy(file, own.kernel().resolveSibling(file.getFileName()));
            }
        }
        String state = Files.readString(machine.state());
        Files.writeString(
                own.state(), state.replace(machine.path().toString(), own.path().toString()));
        return own;
    }
}
