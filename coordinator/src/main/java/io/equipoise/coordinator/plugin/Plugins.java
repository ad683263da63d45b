package io.equipoise.coordinator.plugin;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The policies in a folder's jars. */
public final class Plugins {
    private Plugins() {}

    /** A catalogue and the policies of every jar in a folder; an {@link InputException} names the jar that is unfit. */
    public static PolicyCatalogue in(Path folder, PolicyCatalogue known) {
        Map<Name, String> owners = new HashMap<>();
        known.all().forEach(policy -> owners.put(Name.of(policy), "ships"));
        List<PolicyFactory> found = new ArrayList<>();
        for (Path jar : jars(folder)) {
            for (PolicyFactory policy : PluginJar.policies(jar)) {
                String owner = owners.putIfAbsent(Name.of(policy), "is in " + jar);
                if (owner != null) {
                    throw new InputException(jar + ": its " + Name.of(policy) + " needs another name: one of that name "
                            + owner + " already");
                }
                found.add(policy);
            }
        }
        return known.with(found);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + ": is no folder of plugins");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
        }
        if (jars.isEmpty()) {
            throw new InputException(folder + ": holds no plugin; put jars with policies there");
        }
        jars.sort(null);
        return jars;
    }

    /** What must be unique. */
    private record Name(PolicyKind kind, String name) {
        static Name of(PolicyFactory policy) {
            return new Name(policy.kind(), policy.name());
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " policy '" + name + "'";
        }
    }
}
