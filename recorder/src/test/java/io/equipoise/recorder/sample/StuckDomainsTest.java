package io.equipoise.recorder.sample;

import static io.equipoise.recorder.sample.Readings.answering;
import static io.equipoise.recorder.sample.Readings.at;
import static io.equipoise.recorder.sample.Readings.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StuckDomainsTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> heard = new ArrayList<>();
    private final StuckDomains stuck = new StuckDomains(new RecordingListener() {
        @Override
        public void stuck(String domain) {
            heard.add("stuck " + domain);
        }

        @Override
        public void answers(String domain) {
            heard.add("answers " + domain);
        }
    });
    private final List<Hanging> hanging = new ArrayList<>();

    /** A session with a call that hangs until it is released. */
    private static final class Hanging {
        private final CountDownLatch released = new CountDownLatch(1);
        private final Session<AutoCloseable> session = new Session<>("test", () -> () -> {});
        private final Future<?> call = session.start(connection -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return connection;
        });

        void release() throws InterruptedException, ExecutionException {
            released.countDown();
            call.get();
        }
    }

    @AfterEach
    void releaseAll() throws Exception {
        for (Hanging call : hanging) {
            call.release();
            call.session.close();
        }
    }

    @Test
    void silentDomainAfterAnOverdueCallIsStuckAndAskedOnAsLongAsTheCallHangs() throws Exception {
        Hanging call = overdue();
        see(at(0, answering("a", 1), silent("b", 2)), Set.of());
        assertThat(heard).containsExactly("stuck b");
        assertThat(stuck.why(silent("b", 2), "")).startsWith("the guest does not answer since 20");
        assertThat(stuck.untouchable())
                .as("libvirt answers at once while the call hangs")
                .isEmpty();
        assertThat(stuck.due(0)).isEmpty();

        call.release();
        assertThat(stuck.untouchable()).containsExactly("uuid-b");
        assertThat(stuck.due(0)).contains(new Start("uuid-b", 2));
        stuck.answered(new Start("uuid-b", 2), 0);
        assertThat(heard).containsExactly("stuck b", "answers b");
        assertThat(stuck.untouchable()).isEmpty();
    }

    @Test
    void silentDomainWithoutOverdueCallIsOnlyBusy() {
        see(at(0, silent("b", 2)), Set.of());
        assertThat(heard).isEmpty();
        assertThat(stuck.why(silent("b", 2), StuckDomains.BUSY)).isEqualTo(StuckDomains.BUSY);
    }

    @Test
    void domainThatAnswersWhileItsCallHangsIsTakenBack() {
        overdue();
        see(at(0, silent("b", 2)), Set.of());
        see(at(1, answering("b", 2)), Set.of());
        assertThat(heard).containsExactly("stuck b", "answers b");
    }

    @Test
    void callsOfOneTickHangInTheirDomainsInTheOrderOfTheAnswer() throws Exception {
        Hanging first = overdue();
        overdue();
        see(at(0, silent("a", 1), answering("b", 2), silent("c", 3)), Set.of());
        first.release();
        assertThat(stuck.untouchable()).containsExactly("uuid-a");
    }

    @Test
    void overdueCallThatHangsInNoDomainIsHandedBack() {
        Hanging call = overdue();
        assertThat(stuck.see(at(0, answering("a", 1)), Set.of(), 0)).contains(call.session);
        assertThat(heard).isEmpty();
    }

    @Test
    void domainThatWasNotAskedIsNotBlamed() {
        Hanging call = overdue();
        assertThat(stuck.see(at(0, silent("a", 1)), Set.of("uuid-a"), 0)).contains(call.session);
        assertThat(heard).isEmpty();
    }

    @Test
    void probesComeAtGrowingIntervalsUpToAMinute() throws Exception {
        overdue().release();
        see(at(0, silent("b", 2)), Set.of());
        Start start = new Start("uuid-b", 2);
        long now = 0;
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(stuck.due(now)).contains(start);
            stuck.silent(start, null, now);
            assertThat(stuck.due(now + wait * SECOND - 1)).isEmpty();
            now += wait * SECOND;
        }
        assertThat(stuck.due(now)).contains(start);
    }

    @Test
    void domainThatGetsStuckAgainIsProbedLessSoon() throws Exception {
        overdue().release();
        see(at(0, silent("b", 2)), Set.of());
        stuck.answered(new Start("uuid-b", 2), 0);
        overdue().release();
        see(at(1, silent("b", 2)), Set.of());
        assertThat(stuck.due(0)).isEmpty();
        assertThat(stuck.due(SECOND)).isPresent();
    }

    @Test
    void domainThatAnsweredForAMinuteHasItsPastForgotten() throws Exception {
        overdue().release();
        see(at(0, silent("b", 2)), Set.of());
        stuck.silent(new Start("uuid-b", 2), null, 0);
        stuck.answered(new Start("uuid-b", 2), 0);
        overdue().release();
        assertThat(stuck.see(at(60, silent("b", 2)), Set.of(), 60 * SECOND)).isEmpty();
        assertThat(stuck.due(60 * SECOND)).isPresent();
    }

    @Test
    void newStartOfAStuckDomainIsNotStuck() {
        overdue();
        see(at(0, silent("b", 2)), Set.of());
        see(at(1, answering("b", 3)), Set.of());
        assertThat(heard).containsExactly("stuck b", "answers b");
        assertThat(stuck.untouchable()).isEmpty();
    }

    private void see(HostReading reading, Set<String> spared) {
        assertThat(stuck.see(reading, spared, 0)).isEmpty();
    }

    private Hanging overdue() {
        Hanging call = new Hanging();
        hanging.add(call);
        stuck.overdue(call.session);
        return call;
    }
}
