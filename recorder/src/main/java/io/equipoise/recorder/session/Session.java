package io.equipoise.recorder.session;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a connection of its own. A native call cannot be interrupted; whoever waits for it here can give up and
 * leave the thread behind. One caller at a time.
 */
public final class Session<C extends AutoCloseable> {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final ExecutorService worker;
    private final Future<C> connection;
    private Future<?> newest;

    /** Begins to open the connection, and returns at once. */
    public Session(String name, Supplier<? extends C> opener) {
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            // A call that never returns must not keep the process.
            thread.setDaemon(true);
            return thread;
        });
        this.connection = worker.submit(opener::get);
        this.newest = connection;
    }

    /** Waits until the connection is open; what opening threw is thrown here. */
    void awaitOpen(Duration deadline) throws TimeoutException {
        get(connection, deadline);
    }

    /** The call's result; what it threw is thrown here. A call that is still under way is waited for first. */
    <T> T call(Duration deadline, Function<? super C, T> call) throws TimeoutException {
        long begin = System.nanoTime();
        if (!newest.isDone()) {
            awaitDone(deadline);
        }
        return get(start(call), deadline.minusNanos(System.nanoTime() - begin));
    }

    /** Starts a call without waiting for it. */
    public <T> Future<T> start(Function<? super C, T> call) {
        Future<T> future = worker.submit(() -> call.apply(connection.get()));
        newest = future;
        return future;
    }

    /** Whether a call, or the opening, has not returned yet. */
    public boolean hangs() {
        return !newest.isDone();
    }

    /** Whether it was closed and its thread is gone. */
    boolean ended() {
        return worker.isTerminated();
    }

    /** Closes the connection as soon as the call under way returns, and does not wait for that. */
    public void close() {
        worker.execute(this::closeConnection);
        worker.shutdown();
    }

    /** Whether the connection is closed, after waiting for it no longer than this. */
    boolean awaitClosed(Duration limit) {
        try {
            return worker.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void closeConnection() {
        try {
            connection.get().close();
        } catch (ExecutionException e) {
            // It was never open.
            LOG.trace("nothing to close", e);
        } catch (Exception e) {
            LOG.debug("closing a connection: {}", e.getMessage());
        }
    }

    private void awaitDone(Duration deadline) throws TimeoutException {
        try {
            get(newest, deadline);
        } catch (RuntimeException e) {
            // The one who started that call has long given up.
            LOG.debug("a late call failed: {}", e.getMessage());
        }
    }

    private static <T> T get(Future<T> future, Duration deadline) throws TimeoutException {
        try {
            return future.get(Math.max(0, deadline.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (TimeoutException) new TimeoutException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
