package io.equipoise.testbed;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code testbed/setup} found on this machine.
 *
 * @param daemon whose libvirt daemon runs the guests
 * @param uri where libvirt clients reach it
 * @param accelerator {@code kvm} or {@code tcg}
 * @param kernel release of the guests' kernel
 */
public record Setup(DaemonKind daemon, String uri, String accelerator, String kernel) {

    /** Whose libvirt daemon it is. */
    public enum DaemonKind {
        /** Our own, in a private mount namespace. */
        PRIVATE,
        /** Our own, a session daemon of an unprivileged user. */
        SESSION,
        /** The host's, on request. */
        HOST
    }

    /** @throws InputException with the reason when this machine has no testbed */
    public static Setup read(StateFolder folder) throws IOException {
        Optional<String> missing = missing(folder);
        if (missing.isPresent()) {
            throw new InputException("no testbed here: " + missing.get());
        }
        Properties found = load(folder.state());
        return new Setup(
                DaemonKind.valueOf(required(found, "daemon", folder).toUpperCase(Locale.ROOT)),
                required(found, "uri", folder),
                required(found, "accelerator", folder),
                required(found, "kernel", folder));
    }

    /** Why this machine has no testbed; empty when it has one. Live tests skip with this reason. */
    public static Optional<String> missing(StateFolder folder) throws IOException {
        if (!Files.exists(folder.state())) {
            return Optional.of(folder.state() + " does not exist; run testbed/setup first");
        }
        Properties found = load(folder.state());
        if ("ready".equals(found.getProperty("state"))) {
            return Optional.empty();
        }
        return Optional.of(found.getProperty("reason", folder.state() + " names no state; run testbed/setup again"));
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String required(Properties found, String key, StateFolder folder) {
        String value = found.getProperty(key);
        if (value == null) {
            throw new InputException(folder.state() + " names no " + key + "; run testbed/setup again");
        }
        return value;
    }
}
