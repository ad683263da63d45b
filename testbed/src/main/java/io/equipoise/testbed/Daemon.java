package io.equipoise.testbed;

import io.equipoise.testbed.Setup.DaemonKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The libvirt daemon that runs the guests; the host's own is neither started nor stopped. */
final class Daemon {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final StateFolder folder;
    private final Setup setup;

    Daemon(StateFolder folder, Setup setup) {
        this.folder = folder;
        this.setup = setup;
    }

    /** Starts it unless it runs. */
    void start() throws IOException {
        if (setup.daemon() != DaemonKind.HOST) {
            script("start");
        }
    }

    /** Ends every process of the testbed, guests included, whoever started it, and removes what they left. */
    void stop() throws IOException {
        if (setup.daemon() != DaemonKind.HOST) {
            script("stop");
        }
    }

    /** A command that runs where {@code qemu:///system} is this daemon, in this program's working directory. */
    List<String> inside(List<String> command) throws IOException {
        return switch (setup.daemon()) {
            case HOST -> command;
            case SESSION ->
                throw new InputException("a program that talks to qemu:///system itself needs a testbed made by root;"
                        + " here the daemon is a user's own: run testbed/setup as root");
            case PRIVATE -> {
                String pid = Files.readString(folder.daemonPid()).strip();
                String here = Path.of("").toAbsolutePath().toString();
                // Entering a mount namespace leads to its root.
                List<String> inside = new ArrayList<>(List.of("nsenter", "-m", "-t", pid, "env", "-C", here));
                inside.addAll(command);
                yield inside;
            }
        };
    }

    private void script(String action) throws IOException {
        Path script = Files.createTempFile("equipoise-daemon", ".sh");
        try (InputStream in = Objects.requireNonNull(Daemon.class.getResourceAsStream("daemon.sh"))) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            Command.run(
                    LIMIT,
                    List.of("sh", script.toString(), action, folder.path().toString()));
        } finally {
            Files.deleteIfExists(script);
        }
    }
}
