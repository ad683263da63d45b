package io.equipoise.recorder.session;

import io.equipoise.recorder.session.UnansweredException.Kind;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session after another: the one on which a call did not return is given up, the one whose connection was lost is
 * replaced, with back-off when that fails. One caller at a time.
 */
public final class Sessions<C extends AutoCloseable> implements AutoCloseable {
    /** A connection that takes longer to open never will. */
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<? extends C> opener;
    private final Predicate<RuntimeException> lost;
    private final Abandoned abandoned;
    private final LongSupplier nanos;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private @Nullable Session<C> current;
    private boolean opened;
    private boolean broken;
    private long beganNanos;
    private long reconnects;
    private String refusal = "";

    /**
     * @param opener opens a connection; a failure's message says why there is none
     * @param lost tells the failure of the whole connection from that of a call
     * @param nanos a monotonic clock
     */
    public Sessions(
            String name,
            Supplier<? extends C> opener,
            Predicate<RuntimeException> lost,
            Abandoned abandoned,
            LongSupplier nanos) {
        this.name = name;
        this.opener = opener;
        this.lost = lost;
        this.abandoned = abandoned;
        this.nanos = nanos;
    }

    /**
     * The call's result; opening a connection and the call may each take as long as the deadline.
     *
     * @throws UnansweredException when there is none; what the call itself threw is thrown as it is
     */
    public <T> T call(Duration deadline, Function<? super C, T> call) {
        Session<C> session = open(deadline);
        try {
            return session.call(deadline, call);
        } catch (TimeoutException e) {
            if (!abandoned.full()) {
                abandon(session);
            }
            throw new UnansweredException(
                    Kind.OVERDUE, "libvirt did not answer within " + deadline.toMillis() + " ms", session);
        } catch (RuntimeException e) {
            if (!lost.test(e)) {
                throw e;
            }
            session.close();
            current = null;
            broken = true;
            throw new UnansweredException(Kind.LOST, String.valueOf(e.getMessage()), null);
        }
    }

    /** How often a connection was found again after none was to be had. */
    public long reconnects() {
        return reconnects;
    }

    private Session<C> open(Duration deadline) {
        Session<C> session = current;
        if (session == null) {
            if (!backoff.due(nanos.getAsLong())) {
                throw new UnansweredException(Kind.UNCONNECTED, refusal, null);
            }
            session = new Session<>(name, opener);
            current = session;
            opened = false;
            beganNanos = nanos.getAsLong();
        }
        if (!opened) {
            awaitOpen(session, deadline);
        }
        return session;
    }

    private void awaitOpen(Session<C> session, Duration deadline) {
        try {
            session.awaitOpen(deadline);
        } catch (TimeoutException e) {
            // It goes on opening until the next call: a daemon that hangs must not be sent one client after another.
            broken = true;
            if (nanos.getAsLong() - beganNanos > OPEN_LIMIT.toNanos() && !abandoned.full()) {
                abandon(session);
            }
            throw new UnansweredException(Kind.UNCONNECTED, "libvirt does not answer", null);
        } catch (RuntimeException e) {
            session.close();
            current = null;
            broken = true;
            refusal = String.valueOf(e.getMessage());
            backoff.failed(nanos.getAsLong());
            throw new UnansweredException(Kind.UNCONNECTED, refusal, null);
        }
        opened = true;
        backoff.reset();
        if (broken) {
            broken = false;
            reconnects++;
        }
    }

    private void abandon(Session<C> session) {
        abandoned.add(session);
        current = null;
    }

    /** Closes the connection, if it can be closed soon. */
    @Override
    public void close() {
        Session<C> session = current;
        if (session != null) {
            current = null;
            session.close();
            session.awaitClosed(CLOSE_LIMIT);
        }
    }
}
