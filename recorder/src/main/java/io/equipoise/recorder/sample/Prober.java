package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.session.Abandoned;
import io.equipoise.recorder.session.Session;
import io.equipoise.traces.InputException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks stuck domains now and then whether they answer, one at a time, while the ticks go on. */
final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final StuckDomains stuck;
    private final Abandoned abandoned;
    private final Duration deadline;
    private final Supplier<LibvirtConnection> opener;
    private @Nullable Session<LibvirtConnection> session;
    private @Nullable Probe probe;

    private record Probe(Start start, Future<Boolean> answer, long beganNanos) {}

    Prober(StuckDomains stuck, Abandoned abandoned, Duration deadline, Supplier<LibvirtConnection> opener) {
        this.stuck = stuck;
        this.abandoned = abandoned;
        this.deadline = deadline;
        this.opener = opener;
    }

    /** Takes in the answer that has come, or gives the probe up, and starts the next that is due; waits for nothing. */
    void go(long nanos) {
        Session<LibvirtConnection> lane = session;
        Probe running = probe;
        if (lane != null && running != null) {
            if (running.answer().isDone()) {
                finish(running, nanos);
            } else if (nanos - running.beganNanos() > deadline.toNanos() && !abandoned.full()) {
                abandoned.add(lane);
                session = null;
                probe = null;
                stuck.silent(running.start(), lane, nanos);
            }
        }
        if (probe == null && !abandoned.full()) {
            stuck.due(nanos).ifPresent(start -> begin(start, nanos));
        }
    }

    private void begin(Start start, long nanos) {
        Session<LibvirtConnection> lane = session;
        if (lane == null) {
            lane = new Session<>("libvirt-probe", opener);
            session = lane;
        }
        probe = new Probe(start, lane.start(connection -> connection.answers(start.uuid())), nanos);
    }

    private void finish(Probe done, long nanos) {
        probe = null;
        try {
            if (done.answer().get()) {
                stuck.answered(done.start(), nanos);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof LibvirtFault) && !(e.getCause() instanceof InputException)) {
                throw new IllegalStateException(e.getCause());
            }
            LOG.debug("probing failed: {}", e.getMessage());
            close();
        }
        stuck.silent(done.start(), null, nanos);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
