package io.equipoise.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The equipoise command on a terminal of its own, by util-linux's {@code script}; killed when it is closed. */
final class PseudoTerminal implements AutoCloseable {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final StringBuilder written = new StringBuilder();
    private final Thread reader;

    private PseudoTerminal(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "terminal of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it with these variables added to its environment; skips the test where there is no {@code script}. */
    static PseudoTerminal start(Map<String, String> environment, String... arguments) throws IOException {
        assumeTrue(Files.isExecutable(SCRIPT), "skipped: " + SCRIPT + " (package bsdutils) is missing");
        // Whoever runs the tests in the background may have had Ctrl-C ignored, which is inherited.
        String command = "env --default-signal=INT "
                + Path.of(System.getProperty("java.home"), "bin", "java")
                + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                + Equipoise.class.getName() + " "
                + Arrays.stream(arguments).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qefc", command, "/dev/null");
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().putAll(environment);
        return new PseudoTerminal(builder.redirectErrorStream(true).start());
    }

    private void read() {
        try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[4_096];
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                synchronized (written) {
                    written.append(some, 0, count);
                    written.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this was written. */
    void await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        synchronized (written) {
            while (written.indexOf(text) < 0) {
                long left = end - System.nanoTime();
                if (left <= 0 || !reader.isAlive()) {
                    throw new AssertionError("'" + text + "' was not written, only: " + written);
                }
                written.wait(Math.min(1_000, left / 1_000_000 + 1));
            }
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for its end and returns all that was written. */
    String toEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; it wrote: " + written);
        }
        reader.join();
        return written.toString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
