package io.equipoise.testbed.trial;

import io.equipoise.traces.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program that is tried as it is.
 *
 * @param command the program, as a path or a name that is found on the {@code PATH}, and its arguments
 */
public record Program(List<String> command) {
    public Program {
        command = List.copyOf(command);
    }

    /** A program that can be started; an {@link InputException} says why it cannot. */
    public static Program of(List<String> command) {
        String first = command.get(0);
        boolean found = first.contains("/") ? isProgram(Path.of(first)) : onPath(System.getenv("PATH"), first);
        if (!found) {
            throw new InputException(
                    first + ": no program that can be run; give its path and see that it is executable");
        }
        return new Program(command);
    }

    /** The file's own name. */
    public String name() {
        return Objects.requireNonNull(Path.of(command.get(0)).getFileName()).toString();
    }

    private static boolean onPath(@Nullable String path, String name) {
        return path != null && Arrays.stream(path.split(":")).anyMatch(folder -> isProgram(Path.of(folder, name)));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
