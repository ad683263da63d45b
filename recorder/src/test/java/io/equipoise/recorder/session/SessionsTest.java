package io.equipoise.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.equipoise.recorder.session.UnansweredException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against connections that are no libvirt's and hang, refuse or break on demand. */
final class SessionsTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Connection> opened = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch released = new CountDownLatch(1);
    private final Abandoned abandoned = new Abandoned();
    private volatile boolean refusing;
    private volatile boolean openingHangs;
    private final Sessions<Connection> sessions =
            new Sessions<>("test", this::open, e -> e instanceof Lost, abandoned, clock::get);

    private static final class Connection implements AutoCloseable {
        private volatile boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("the connection is gone");
        }
    }

    private Connection open() {
        tries.incrementAndGet();
        if (openingHangs) {
            hang();
        }
        if (refusing) {
            throw new IllegalStateException("refused");
        }
        Connection connection = new Connection();
        opened.add(connection);
        return connection;
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void releaseAll() {
        released.countDown();
        sessions.close();
    }

    @Test
    void callsShareOneConnectionAndWhatTheyThrowIsThrown() {
        Connection first = sessions.call(LONG, connection -> connection);
        assertThatThrownBy(() -> sessions.call(LONG, connection -> {
                    throw new IllegalArgumentException("no such guest");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such guest");
        assertThat(sessions.<Connection>call(LONG, connection -> connection)).isSameAs(first);
        sessions.close();
        assertThat(first.closed).isTrue();
    }

    @Test
    void overdueCallIsLeftBehindAndClosesItsConnectionWhenItReturns() throws Exception {
        sessions.call(LONG, connection -> connection);
        UnansweredException overdue = unanswered(SHORT);
        assertThat(overdue.kind()).isEqualTo(Kind.OVERDUE);
        assertThat(overdue.session().hangs()).isTrue();
        assertThat(sessions.<Connection>call(LONG, connection -> connection)).isSameAs(opened.get(1));
        assertThat(abandoned.size()).isEqualTo(1);
        assertThat(opened.get(0).closed).isFalse();

        released.countDown();
        assertThat(overdue.session().awaitClosed(LONG)).isTrue();
        assertThat(opened.get(0).closed).isTrue();
        assertThat(abandoned.size()).isZero();
        assertThat(sessions.reconnects()).as("libvirt was there all the time").isZero();
    }

    @Test
    void ninthOverdueCallIsWaitedForInsteadOfBeingLeftBehind() {
        for (int i = 0; i < 8; i++) {
            sessions.call(LONG, connection -> connection);
            assertThat(unanswered(SHORT).kind()).isEqualTo(Kind.OVERDUE);
        }
        assertThat(abandoned.full()).isTrue();
        sessions.call(LONG, connection -> connection);
        assertThat(unanswered(SHORT).kind()).isEqualTo(Kind.OVERDUE);
        assertThat(unanswered(SHORT).kind()).as("it still hangs").isEqualTo(Kind.OVERDUE);
        assertThat(opened).hasSize(9);
        assertThat(abandoned.size()).isEqualTo(8);

        released.countDown();
        assertThat(sessions.<Connection>call(LONG, connection -> connection)).isSameAs(opened.get(8));
    }

    @Test
    void refusedConnectionIsTriedAgainAfterTwiceAsLongEachTimeUpToHalfAMinute() {
        refusing = true;
        for (int wait : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            int before = tries.get();
            assertThat(unanswered(LONG)).hasMessage("refused");
            assertThat(tries).hasValue(before + 1);
            clock.addAndGet(Duration.ofSeconds(wait).toNanos() - 1);
            assertThat(unanswered(LONG).kind()).isEqualTo(Kind.UNCONNECTED);
            assertThat(tries).as("not yet").hasValue(before + 1);
            clock.addAndGet(1);
        }
        refusing = false;
        sessions.call(LONG, connection -> connection);
        assertThat(sessions.reconnects()).isEqualTo(1);

        loseConnection();
        refusing = true;
        unanswered(LONG);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        refusing = false;
        sessions.call(LONG, connection -> connection);
        assertThat(sessions.reconnects()).as("and the waits begin anew").isEqualTo(2);
    }

    @Test
    void lostConnectionIsReplacedAtOnce() {
        sessions.call(LONG, connection -> connection);
        loseConnection();
        assertThat(sessions.<Connection>call(LONG, connection -> connection)).isSameAs(opened.get(1));
        assertThat(sessions.reconnects()).isEqualTo(1);
    }

    @Test
    void daemonThatHangsIsSentOneConnectionAndNotOneATick() {
        openingHangs = true;
        for (int i = 0; i < 5; i++) {
            assertThat(unanswered(SHORT)).hasMessage("libvirt does not answer");
        }
        assertThat(tries).hasValue(1);
        clock.addAndGet(Duration.ofSeconds(31).toNanos());
        unanswered(SHORT);
        unanswered(SHORT);
        assertThat(abandoned.size()).as("that one will never open").isEqualTo(1);

        openingHangs = false;
        released.countDown();
        sessions.call(LONG, connection -> connection);
        assertThat(sessions.reconnects()).isEqualTo(1);
    }

    /** A call that hangs; how the caller hears of it. */
    private UnansweredException unanswered(Duration deadline) {
        return catchThrowableOfType(
                UnansweredException.class,
                () -> sessions.call(deadline, connection -> {
                    hang();
                    return connection;
                }));
    }

    private void loseConnection() {
        assertThatThrownBy(() -> sessions.call(LONG, connection -> {
                    throw new Lost();
                }))
                .isInstanceOfSatisfying(
                        UnansweredException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST))
                .hasMessage("the connection is gone");
    }
}
