package io.equipoise.coordinator.restore;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The folder of notes, one for each host's URI. */
public record RestoreFolder(Path path) {
    static final String NOTE = ".note";

    /** {@code /var/lib/equipoise/restore} for root, else {@code equipoise/restore} in the user's XDG state folder. */
    public static RestoreFolder locate() {
        return locate(System.getenv(), System.getProperty("user.name"), System.getProperty("user.home"));
    }

    static RestoreFolder locate(Map<String, String> environment, String user, String home) {
        if (user.equals("root")) {
            return new RestoreFolder(Path.of("/var/lib/equipoise/restore"));
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        return new RestoreFolder(
                Path.of(state.isBlank() ? home + "/.local/state" : state).resolve("equipoise/restore"));
    }

    /** The URIs of the hosts that something is noted of. */
    public List<String> uris() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<String> uris = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(NOTE)).sorted().toList()) {
                Note note = Note.read(file);
                if (!note.left().isEmpty()) {
                    uris.add(note.uri());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uris;
    }

    /** The note of a host; an {@link InputException} when a coordinator or another restore holds it. */
    public NoteFile open(String uri) {
        try {
            Files.createDirectories(path);
            return NoteFile.open(path.resolve(fileName(uri) + NOTE), uri);
        } catch (IOException e) {
            throw new InputException(
                    "the note of what is changed cannot be opened in " + path + ": "
                            + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage())
                            + "; name another folder with --state",
                    e);
        }
    }

    /** Readable, and of this URI alone. */
    static String fileName(String uri) {
        String host = canonical(uri);
        CRC32C sum = new CRC32C();
        sum.update(host.getBytes(StandardCharsets.UTF_8));
        String readable = host.replaceAll("[^A-Za-z0-9]+", "-");
        return readable.substring(0, Math.min(60, readable.length())) + String.format("-%08x", sum.getValue());
    }

    /** Two ways to write the same daemon: the transport is named or not. */
    private static String canonical(String uri) {
        return uri.startsWith("qemu+unix:///") && uri.indexOf('?') < 0 ? uri.replaceFirst("qemu\\+unix", "qemu") : uri;
    }
}
