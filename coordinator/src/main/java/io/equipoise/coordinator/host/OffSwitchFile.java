package io.equipoise.coordinator.host;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that pauses every action as long as it is there, or while it cannot be told whether it is. */
public final class OffSwitchFile implements OffSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(OffSwitchFile.class);

    private final Path file;
    private boolean on;

    public OffSwitchFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized @Nullable String paused() {
        boolean now = !Files.notExists(file);
        if (now != on) {
            on = now;
            LOG.info(now ? "all actions are paused: {} is there" : "actions go on: {} is gone", file);
        }
        return now ? "all actions are paused by " + file : null;
    }
}
