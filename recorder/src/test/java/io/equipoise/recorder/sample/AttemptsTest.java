package io.equipoise.recorder.sample;

import static io.equipoise.recorder.sample.Readings.answering;
import static io.equipoise.recorder.sample.Readings.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.sample.Attempts.Attempt;
import io.equipoise.recorder.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private static final long SECOND = 1_000_000_000;

    private final Attempts attempts = new Attempts();

    @Test
    void lastAttemptAsksNoGuestSoThatEachTickHasItsRows() {
        assertThat(asking(0)).containsExactly(true, true, false);
        attempts.see(at(0, answering("a", 1)));
        assertThat(asking(0)).containsExactly(true, true, false);
    }

    @Test
    void noGuestIsAskedOnceNoFurtherCallMayBeLeftBehind() {
        assertThat(attempts.next(Set.of(), false, 0))
                .extracting(Attempt::asksGuests)
                .containsExactly(false);
    }

    @Test
    void domainsAreNotListedWhileListingThemHangsButNowAndThenAllTheSame() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Session<AutoCloseable> session = new Session<>("test", () -> () -> {});
        Future<?> call = session.start(connection -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return connection;
        });
        attempts.see(at(0, answering("a", 1)));
        attempts.listingHangs(session, 0);
        assertThat(asking(SECOND)).containsExactly(true, false);
        assertThat(asking(5 * SECOND)).as("it may hang for ever").containsExactly(true, true, false);

        attempts.listingHangs(session, 5 * SECOND);
        released.countDown();
        call.get();
        assertThat(asking(6 * SECOND)).as("it has returned").containsExactly(true, true, false);
        session.close();
    }

    private List<Boolean> asking(long nanos) {
        return attempts.next(Set.of(), true, nanos).stream()
                .map(Attempt::asksGuests)
                .toList();
    }
}
