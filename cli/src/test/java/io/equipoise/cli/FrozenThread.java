package io.equipoise.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One thread of a process that stands still while the others go on, by the kernel's freezer; goes on when it is closed. */
final class FrozenThread implements AutoCloseable {
    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");

    private final Path group;
    private final String thread;

    private FrozenThread(Path group, String thread) {
        this.group = group;
        this.thread = thread;
    }

    /** Freezes the first thread whose name begins so; skips the test, with the reason, where there is no such freezer. */
    static FrozenThread of(String pid, String name) throws IOException {
        assumeTrue(Files.isWritable(FREEZER), () -> "no cgroup freezer (version 1) at " + FREEZER);
        Path group = FREEZER.resolve("equipoise-" + pid);
        Files.createDirectory(group);
        FrozenThread frozen = new FrozenThread(group, thread(pid, name));
        Files.writeString(group.resolve("tasks"), frozen.thread);
        Files.writeString(group.resolve("freezer.state"), "FROZEN");
        return frozen;
    }

    private static String thread(String pid, String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", pid, "task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).startsWith(name)) {
                    return thread.getFileName().toString();
                }
            }
        }
        throw new IOException("process " + pid + " has no thread '" + name + "'");
    }

    @Override
    public void close() throws IOException {
        Files.writeString(group.resolve("freezer.state"), "THAWED");
        Files.writeString(FREEZER.resolve("tasks"), thread);
        Files.delete(group);
    }
}
