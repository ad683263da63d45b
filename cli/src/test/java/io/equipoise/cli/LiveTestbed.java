package io.equipoise.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.Setup;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Real guests of a test's own; gone with their daemon when it is closed. */
final class LiveTestbed implements AutoCloseable {
    private final Testbed testbed;
    private List<Guest> guests = List.of();

    private LiveTestbed(Testbed testbed) {
        this.testbed = testbed;
    }

    /** Boots guests in a folder that is new; skips the test, with the reason, on a machine without testbed. */
    static LiveTestbed up(Path folder, int count, GuestShape shape) throws IOException {
        StateFolder machine = StateFolder.locate();
        Optional<String> missing = Setup.missing(machine);
        assumeTrue(missing.isEmpty(), () -> "no testbed here: " + missing.orElseThrow());
        LiveTestbed live =
                new LiveTestbed(Testbed.open(machine.copyTo(folder), LoggerFactory.getLogger(LiveTestbed.class)::info));
        try {
            live.guests = live.testbed.up(count, shape);
            return live;
        } catch (IOException | RuntimeException e) {
            live.close();
            throw e;
        }
    }

    Testbed testbed() {
        return testbed;
    }

    String uri() {
        return testbed.setup().uri();
    }

    List<Guest> guests() {
        return guests;
    }

    @Override
    public void close() throws IOException {
        try {
            testbed.down();
        } finally {
            testbed.close();
        }
    }
}
