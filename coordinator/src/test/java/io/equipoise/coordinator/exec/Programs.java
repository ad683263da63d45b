package io.equipoise.coordinator.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Small shell programs in a folder. */
final class Programs {
    /** Reads the next line and leaves its tick in {@code $tick}. */
    static final String READ = "read -r line || exit 0; tick=${line#*'\"tick\":'}; tick=${tick%%,*}";

    private final Path folder;

    Programs(Path folder) {
        this.folder = folder;
    }

    /** Runs these commands of the shell. */
    List<String> run(String commands) {
        try {
            Path program = Files.createTempFile(folder, "program", ".sh");
            Files.writeString(program, "#!/bin/sh\n" + commands + "\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return List.of(program.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs commands for every line that it is told, with its tick in {@code $tick}. */
    List<String> forEachLine(String commands) {
        return run("while true; do " + READ + "\n" + commands + "\ndone");
    }

    /** Answers every line with this text, in which {@code TICK} stands for the tick. */
    List<String> answers(String answer) {
        String quoted = answer.replace("'", "'\\''").replace("TICK", "'\"$tick\"'");
        return forEachLine("printf '%s\\n' '" + quoted + "'");
    }
}
