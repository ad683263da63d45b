package io.equipoise.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The equipoise command in a process of its own, whose standard error is read line by line; killed when it is closed. */
final class CommandProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    /** Starts it with these variables added to its environment. */
    static CommandProcess start(Map<String, String> environment, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Equipoise.class.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start());
    }

    static CommandProcess start(Object... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private CommandProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "stderr of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader errors = process.errorReader()) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (lines) {
                lines.notifyAll();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it has said on standard error so far. */
    List<String> errors() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for a line on standard error from this one on and returns its position. */
    int awaitLine(int from, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        synchronized (lines) {
            int next = from;
            while (true) {
                for (; next < lines.size(); next++) {
                    if (wanted.test(lines.get(next))) {
                        return next;
                    }
                }
                long left = end - System.nanoTime();
                if (left <= 0 || !reader.isAlive()) {
                    throw new AssertionError("no such line on standard error, only: " + lines);
                }
                lines.wait(Math.min(1_000, left / 1_000_000 + 1));
            }
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        close();
        exit();
    }

    /** SIGTERM; returns the exit status. */
    int terminate() throws InterruptedException {
        // By its handle: Process.destroy would close its standard error, and what it says last would be lost.
        process.toHandle().destroy();
        return exit();
    }

    /** Waits for its end and returns the exit status. */
    int exit() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("it does not end; it said: " + errors());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
