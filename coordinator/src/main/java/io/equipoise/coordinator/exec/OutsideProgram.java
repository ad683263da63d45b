package io.equipoise.coordinator.exec;

import io.equipoise.coordinator.policy.PolicyFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running program: lines to it and from it, each way on a thread of its own, so that nothing it does or leaves undone
 * blocks who talks to it. It is ended with all that it started.
 */
final class OutsideProgram implements AutoCloseable {
    static final int LONGEST_LINE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(OutsideProgram.class);

    /** Lines from the program that wait to be read; then it has to wait. */
    private static final int LINES_WAITING = 16;

    private static final byte[] END = {};

    private final Process process;
    private final ProcessTree tree;
    private final LoggedErrors errors;
    private final BlockingQueue<byte[]> toProgram = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Said> fromProgram = new ArrayBlockingQueue<>(LINES_WAITING);
    private final List<Thread> threads;
    private volatile @Nullable String fault;

    /** A line, or why there will be no more. */
    private record Said(byte @Nullable [] line, String end) {}

    private OutsideProgram(String name, ProcessTree tree) {
        this.process = tree.root();
        this.tree = tree;
        this.errors = new LoggedErrors(name, process.getErrorStream());
        this.threads = List.of(
                thread(name + " in", this::write), thread(name + " out", this::read), thread(name + " err", errors));
    }

    /** A {@link PolicyFailure} says why it cannot be started. */
    static OutsideProgram start(String name, List<String> command) {
        try {
            OutsideProgram program = new OutsideProgram(name, ProcessTree.start(new ProcessBuilder(command)));
            program.threads.forEach(Thread::start);
            return program;
        } catch (IOException e) {
            throw new PolicyFailure("the program cannot be started: " + e.getMessage());
        }
    }

    /** Another tick, for which it may say a little on its error output again. */
    void nextTick() {
        errors.nextTick();
    }

    /** Sends a line; it is on its way when this returns. */
    void send(byte[] line) {
        requireRunning();
        if (!toProgram.offer(line)) {
            throw ended("does not read its input");
        }
    }

    /** The next line without its line break; a {@link PolicyFailure} when there will be none. */
    byte[] next(Duration patience) throws InterruptedException {
        requireRunning();
        Said said = fromProgram.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (said == null) {
            throw ended("did not answer for " + patience.toSeconds() + " s");
        }
        if (said.line == null) {
            throw ended(said.end);
        }
        return said.line;
    }

    /** Ends the program for what it did; the failure that says so is also that of all further calls. */
    PolicyFailure ended(String deed) {
        fault = "the program " + deed;
        close();
        return new PolicyFailure(fault);
    }

    private void requireRunning() {
        String known = fault;
        if (known != null) {
            throw new PolicyFailure(known);
        }
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void write() {
        try (OutputStream input = process.getOutputStream()) {
            for (byte[] line = toProgram.take(); line != END; line = toProgram.take()) {
                input.write(line);
                input.flush();
            }
        } catch (IOException e) {
            LOG.debug("the program reads no more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (InputStream output = process.getInputStream()) {
            BoundedLines lines = new BoundedLines(output, LONGEST_LINE);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                fromProgram.put(new Said(line, ""));
            }
            fromProgram.put(new Said(null, lines.isTooLong() ? "wrote a line of more than 1 MiB" : end()));
        } catch (IOException e) {
            LOG.debug("the program's output broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String end() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS) ? "ended with status " + process.exitValue() : "closed its output";
    }

    /** Tells the program that its input is over, gives it a moment, and ends it and all it started. */
    @Override
    public void close() {
        if (fault == null) {
            fault = "the program was ended";
        }
        toProgram.clear();
        boolean told = toProgram.offer(END);
        LOG.debug("the program was {}told that its input is over", told ? "" : "not ");
        tree.end();
        threads.forEach(Thread::interrupt);
        errors.close();
    }
}
