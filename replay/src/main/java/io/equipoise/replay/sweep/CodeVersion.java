package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.run.Replay;
import io.equipoise.traces.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Tells versions of code apart by what its class files hold, so that no number has to be raised by hand. */
final class CodeVersion {
    /** What a replay does not depend on: how results are shown, real hosts, and what a build writes down about itself. */
    private static final Pattern BESIDE =
            Pattern.compile("io/equipoise/(cli|reports|testbed|recorder)/.*|META-INF/(?!services/).*");

    private final Map<Path, String> versions = new ConcurrentHashMap<>();

    /** Of everything that a replay of a policy depends on: ours, the policy's own, and the program that it asks. */
    String of(PolicyFactory policy) {
        Fingerprint version = new Fingerprint();
        for (Class<?> type :
                List.of(Trace.class, Policy.class, Replay.class, policy.base().getClass())) {
            version.add(versions.computeIfAbsent(place(type), CodeVersion::version));
        }
        for (String file : policy.files()) {
            version.addFiles(Path.of(file));
        }
        return version.hex();
    }

    private static Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            throw new IllegalStateException(type + " does not say where it was loaded from");
        }
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(location + " is no place of code", e);
        }
    }

    private static String version(Path place) {
        if (Files.isDirectory(place)) {
            return new Fingerprint().addFiles(place).hex();
        }
        Fingerprint version = new Fingerprint();
        try (JarFile jar = new JarFile(place.toFile())) {
            jar.stream()
                    .filter(entry -> !BESIDE.matcher(entry.getName()).matches())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> version.add(entry.getName(), entry.getSize(), entry.getCrc()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return version.hex();
    }
}
