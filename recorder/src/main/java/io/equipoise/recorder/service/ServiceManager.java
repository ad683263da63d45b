package io.equipoise.recorder.service;

import com.sun.jna.LastErrorException;
import io.equipoise.recorder.record.MissedBecause;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service manager that started this process, told how it is (sd_notify(3)); where there is none, nothing happens. */
public final class ServiceManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private final @Nullable NotifySocket socket;
    private final long watchdogNanos;
    private long lastAlive;
    private boolean failed;

    private ServiceManager(@Nullable NotifySocket socket, long watchdogNanos) {
        this.socket = socket;
        this.watchdogNanos = watchdogNanos;
    }

    /** The one that the environment names. */
    public static ServiceManager of(Map<String, String> environment) {
        String path = environment.get("NOTIFY_SOCKET");
        if (path == null || path.isEmpty()) {
            return new ServiceManager(null, 0);
        }
        try {
            return new ServiceManager(new NotifySocket(path), watchdogNanos(environment));
        } catch (IllegalArgumentException | LastErrorException | UnsatisfiedLinkError e) {
            LOG.warn("the service manager is told nothing: NOTIFY_SOCKET={}: {}", path, e.getMessage());
            return new ServiceManager(null, 0);
        }
    }

    /** 0 when it watches nobody, or another process than this. */
    private static long watchdogNanos(Map<String, String> environment) {
        String pid = environment.get("WATCHDOG_PID");
        if (pid != null && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0")) * 1_000);
        } catch (NumberFormatException e) {
            LOG.warn("no watchdog: WATCHDOG_USEC is no number: {}", e.getMessage());
            return 0;
        }
    }

    /**
     * The start is over.
     *
     * @param beat the longest time between two ticks of the {@link #heartbeat}; a shorter watchdog is made to wait that long
     * @param status one line for people
     */
    public synchronized void ready(Duration beat, String status) {
        long patience = 2 * beat.toNanos();
        String watchdog =
                watchdogNanos > 0 && watchdogNanos < patience ? "WATCHDOG_USEC=" + patience / 1_000 + "\n" : "";
        send(watchdog + "READY=1\nSTATUS=" + status);
        lastAlive = System.nanoTime();
    }

    /** Feeds the watchdog at each tick of a recording, with or without sample: a recorder waits for its host, it does not hang. */
    public RecordingListener heartbeat() {
        return new RecordingListener() {
            @Override
            public void sampled(Sample sample, long latenessNanos) {
                alive();
            }

            @Override
            public void missed(long ticks, MissedBecause because, String reason) {
                alive();
            }
        };
    }

    /** The work goes on; to be called as often as it does. */
    synchronized void alive() {
        long now = System.nanoTime();
        if (watchdogNanos > 0 && now - lastAlive >= watchdogNanos / 4) {
            send("WATCHDOG=1");
            lastAlive = now;
        }
    }

    /** A reload begins; {@link #reloaded} says when it is over. */
    public synchronized void reloading() {
        // Linux counts nanoTime on CLOCK_MONOTONIC, which the protocol asks for.
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }

    public synchronized void reloaded() {
        send("READY=1");
    }

    /** The end begins. */
    public synchronized void stopping() {
        send("STOPPING=1");
    }

    private void send(String message) {
        if (socket == null) {
            return;
        }
        try {
            socket.send(message);
            failed = false;
        } catch (LastErrorException e) {
            if (!failed) {
                LOG.warn(
                        "the service manager cannot be told {}: {}",
                        message.lines().findFirst().orElse(""),
                        e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public synchronized void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
