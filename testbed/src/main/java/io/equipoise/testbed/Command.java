package io.equipoise.testbed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system to its end. */
final class Command {

    private Command() {}

    /**
     * What the program wrote to its standard output.
     *
     * @throws IOException with what it wrote to its standard error, if it failed or outlasted {@code limit} and was killed
     */
    static String run(Duration limit, List<String> words) throws IOException {
        Path out = Files.createTempFile("equipoise", ".out");
        Path err = Files.createTempFile("equipoise", ".err");
        try {
            // To files, not pipes: a daemon that the program leaves behind would hold a pipe open.
            Process process = new ProcessBuilder(words)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!await(process, limit)) {
                throw new IOException(String.join(" ", words) + ": no end after " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(words.get(0) + ": " + text(err).strip() + " (exit " + process.exitValue() + ")");
            }
            return text(out);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static boolean await(Process process, Duration limit) throws IOException {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
        process.destroyForcibly();
        return false;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
