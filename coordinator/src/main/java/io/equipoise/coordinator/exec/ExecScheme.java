package io.equipoise.coordinator.exec;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.PolicyScheme;
import io.equipoise.traces.InputException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code exec:PROGRAM ARGS}: a program and its arguments, separated by blanks; found on the PATH if it names no folder. */
public final class ExecScheme implements PolicyScheme {
    static final String PREFIX = "exec";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public PolicyFactory named(PolicyKind kind, String name) {
        List<String> command = Stream.of(name.substring(PREFIX.length() + 1).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (command.isEmpty()) {
            throw new InputException(name + ": names no program; write for example exec:./policy.py");
        }
        Path program = program(name, command.get(0));
        return new ExecFactory(kind, name, command, files(program, command));
    }

    /** The program, and those of its arguments that are files. */
    private static List<String> files(Path program, List<String> command) {
        return Stream.concat(Stream.of(program.toString()), command.stream().skip(1))
                .filter(file -> Files.isRegularFile(Path.of(file)))
                .toList();
    }

    private static Path program(String name, String program) {
        List<Path> places = program.contains(File.separator)
                ? List.of(Path.of(program))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, program))
                        .toList();
        List<Path> files = places.stream().filter(Files::isRegularFile).toList();
        if (files.isEmpty()) {
            String hint = Files.isRegularFile(Path.of(program)) ? "; write exec:./" + program : "";
            throw new InputException(name + ": there is no program '" + program + "'" + hint);
        }
        return files.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new InputException(name + ": " + files.get(0) + " may not be executed; use chmod +x"));
    }
}
