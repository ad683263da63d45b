package io.equipoise.replay.cases;

import io.equipoise.replay.yaml.YamlFile;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The cases that ship, and those that a person writes. */
public final class Cases {
    private static final List<String> NAMES = List.of(
            "cpu-1",
            "cpu-2",
            "cpu-3",
            "cpu-4",
            "cpu-5",
            "cpu-6",
            "cpu-7",
            "memory-1",
            "memory-2",
            "memory-3",
            "memory-4");

    private Cases() {}

    /** Names of the cases that ship, in order. */
    public static List<String> names() {
        return NAMES;
    }

    /** The cases that ship, in order. */
    public static List<Case> shipped() {
        return NAMES.stream().map(Cases::resource).toList();
    }

    /** A shipped case by its name, or any by the path of its file, which ends in {@code .yaml} or {@code .yml}. */
    public static Case named(String nameOrYamlPath) {
        if (NAMES.contains(nameOrYamlPath)) {
            return resource(nameOrYamlPath);
        }
        if (nameOrYamlPath.endsWith(".yaml") || nameOrYamlPath.endsWith(".yml")) {
            return read(Path.of(nameOrYamlPath));
        }
        throw new InputException("no case is called '" + nameOrYamlPath + "'; there are " + String.join(", ", NAMES)
                + ", or give the path of a case's YAML file");
    }

    /** Reads a case from a file; an {@link InputException} names file, line, key and what is allowed. */
    public static Case read(Path yaml) {
        return CaseReader.read(YamlFile.read(yaml, "case"));
    }

    private static Case resource(String name) {
        String file = "/cases/" + name + ".yaml";
        try (InputStream in = Cases.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the case " + file + " is missing from this build");
            }
            return CaseReader.read(YamlFile.parse(file, "case", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
