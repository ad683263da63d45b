package io.equipoise.coordinator.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that it started. Its children are known by descent, and those that were left by their parents by a mark
 * in the environment that they inherited. Whatever still runs when this program ends is ended with it.
 */
public final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Path PROCESSES = Path.of("/proc");
    private static final String VARIABLE = "EQUIPOISE_POLICY_PROGRAM";
    private static final long GRACE_MILLIS = 500;
    private static final long PAUSE_MILLIS = 10;

    /** Looks so often for what is left: processes may start others while they are ended. */
    private static final int ROUNDS = 100;

    private static final Set<ProcessTree> RUNNING = ConcurrentHashMap.newKeySet();

    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessTree::endAll, "end programs"));
    }

    private final Process root;
    private final String mark;
    private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

    private ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Starts a tree's root, marked. */
    public static ProcessTree start(ProcessBuilder builder) throws IOException {
        String id = UUID.randomUUID().toString();
        builder.environment().put(VARIABLE, id);
        // Nothing may start unnoticed while this program ends.
        synchronized (RUNNING) {
            if (ending) {
                throw new IOException("all programs are being ended");
            }
            ProcessTree tree = new ProcessTree(builder.start(), VARIABLE + "=" + id);
            RUNNING.add(tree);
            return tree;
        }
    }

    private static void endAll() {
        synchronized (RUNNING) {
            ending = true;
        }
        RUNNING.forEach(ProcessTree::kill);
    }

    /** The process that was started. */
    public Process root() {
        return root;
    }

    /** Lets the root end by itself for a moment, then asks it to, then ends whatever is left. */
    public void end() {
        // Who loses its parent now is no descendant any more.
        root.descendants().forEach(known::add);
        try {
            if (!root.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                // Not the process itself: that would close its streams, and wait for who writes to it.
                root.toHandle().destroy();
                root.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private synchronized void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> left = left();
            if (left.isEmpty()) {
                RUNNING.remove(this);
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            pause();
        }
        LOG.warn("a program left processes that do not end: {}", left());
    }

    private Set<ProcessHandle> left() {
        Set<ProcessHandle> left = new HashSet<>(known);
        left.add(root.toHandle());
        root.descendants().forEach(left::add);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (read(process.resolve("environ")).contains(mark)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(left::add);
                }
            }
        } catch (IOException e) {
            LOG.debug("processes cannot be listed", e);
        }
        left.removeIf(process -> !runs(process));
        return left;
    }

    /** Whether it is more than a dead process whose parent has not asked for its status yet. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        String status = read(PROCESSES.resolve(process.pid() + "/stat"));
        // The state follows the name, which may hold anything, even brackets.
        return !status.startsWith(") Z", Math.max(0, status.lastIndexOf(')')));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process is gone, or another user's.
            return "";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
