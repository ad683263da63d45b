package io.equipoise.testbed;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Says that a testbed is being used; it ends with the process that holds it, however that ends. */
final class TestbedLock implements AutoCloseable {

    private final FileChannel channel;

    private TestbedLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws InputException if another holds it */
    static TestbedLock take(StateFolder folder) throws IOException {
        Path file = folder.lock();
        Files.createDirectories(folder.path());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new InputException("the testbed in " + folder.path()
                    + " is in use by another equipoise; wait for its end, or name another folder in EQUIPOISE_STATE");
        }
        return new TestbedLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this very process.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
