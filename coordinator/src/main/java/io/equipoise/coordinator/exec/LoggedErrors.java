package io.equipoise.coordinator.exec;

import io.equipoise.coordinator.policy.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program's error output as log lines, short ones and few at a tick; the rest is read and thrown away. */
final class LoggedErrors implements Runnable, AutoCloseable {
    static final int LINES_A_TICK = 20;
    static final int LONGEST_LINE = 300;

    private static final Logger LOG = LoggerFactory.getLogger(LoggedErrors.class);

    private final String name;
    private final InputStream errors;
    private int said;
    private long leftOut;

    LoggedErrors(String name, InputStream errors) {
        this.name = name;
        this.errors = errors;
    }

    @Override
    public void run() {
        byte[] line = new byte[4 * LONGEST_LINE];
        byte[] buffer = new byte[8192];
        int length = 0;
        try (errors) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        say(line, length);
                        length = 0;
                    } else if (length < line.length) {
                        line[length++] = buffer[i];
                    }
                }
            }
            if (length > 0) {
                say(line, length);
            }
        } catch (IOException e) {
            LOG.debug("{}: its error output broke off", name, e);
        }
    }

    private synchronized void say(byte[] line, int length) {
        if (said < LINES_A_TICK) {
            said++;
            LOG.info("{}: {}", name, OneLine.of(new String(line, 0, length, StandardCharsets.UTF_8), LONGEST_LINE));
        } else {
            leftOut++;
        }
    }

    synchronized void nextTick() {
        if (leftOut > 0) {
            LOG.info("{}: {} lines of its error output were left out", name, leftOut);
        }
        said = 0;
        leftOut = 0;
    }

    @Override
    public void close() {
        nextTick();
    }
}
