package io.equipoise.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder outside the repository that holds everything the testbed makes; {@code testbed/setup} chooses the same one. */
public record StateFolder(Path path) {

    /** {@code EQUIPOISE_STATE}; else, for root, below /var/lib; else below the user's own state. */
    public static StateFolder locate() {
        return locate(System.getenv(), System.getProperty("user.name"), System.getProperty("user.home"));
    }

    /** @param home where the environment names none */
    static StateFolder locate(Map<String, String> environment, String user, String home) {
        String named = given(environment, "EQUIPOISE_STATE");
        if (named != null) {
            return new StateFolder(Path.of(named).toAbsolutePath());
        }
        if (user.equals("root")) {
            return new StateFolder(Path.of("/var/lib/equipoise/testbed"));
        }
        String state = Objects.requireNonNullElseGet(
                given(environment, "XDG_STATE_HOME"),
                () -> Objects.requireNonNullElse(given(environment, "HOME"), home) + "/.local/state");
        return new StateFolder(Path.of(state, "equipoise", "testbed"));
    }

    /** This machine's guest and its calibration in a folder that is new: a testbed of its own, which sees nothing of this one. */
    public StateFolder copyTo(Path folder) throws IOException {
        StateFolder copy = new StateFolder(folder);
        Files.createDirectories(copy.kernel().getParent());
        try (Stream<Path> files = Files.list(kernel().getParent())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.kernel().resolveSibling(file.getFileName()));
            }
        }
        if (Files.exists(calibration())) {
            Files.copy(calibration(), copy.calibration());
        }
        Files.writeString(copy.state(), Files.readString(state()).replace(path.toString(), folder.toString()));
        return copy;
    }

    private static @Nullable String given(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    Path state() {
        return path.resolve("state");
    }

    Path kernel() {
        return path.resolve("guest/vmlinuz");
    }

    Path initrd() {
        return path.resolve("guest/initrd");
    }

    Path madeFrom() {
        return path.resolve("guest/made-from");
    }

    Path guests() {
        return path.resolve("guests");
    }

    /** Where a daemon of our own writes its process id. */
    Path daemonPid() {
        return path.resolve("libvirt/run/testbed.pid");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** The loads that were calibrated here. */
    public Path calibration() {
        return path.resolve("calibration");
    }
}
