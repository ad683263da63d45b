package io.equipoise.recorder.sample;

import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.session.Backoff;
import io.equipoise.recorder.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domains whose QEMU does not answer. As long as a call hangs in one, libvirt answers all other calls about it at once, with
 * what QEMU need not be asked for; when that call has returned, the domain is not asked again before a probe has succeeded.
 */
final class StuckDomains {
    /** Why a domain did not answer that is not known to be stuck. */
    static final String BUSY = "another call to this guest is under way in libvirt";

    /** The same at a tick at which no QEMU was asked. */
    static final String SPARED = "not asked at this tick, because others did not answer";

    private static final Logger LOG = LoggerFactory.getLogger(StuckDomains.class);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration SLOWEST_PROBE = Duration.ofSeconds(60);

    private final RecordingListener listener;
    private final Map<Start, Stuck> stuck = new HashMap<>();
    private final Map<Start, Backoff> backoffs = new HashMap<>();
    private final Map<Start, Long> answeredNanos = new HashMap<>();

    /** Overdue calls of which it is not known yet in which domain they hang, in the order of the calls. */
    private final Deque<Session<?>> unexplained = new ArrayDeque<>();

    private static final class Stuck {
        private final Start start;
        private final String name;
        private final Instant since = Instant.now();
        private @Nullable Session<?> holder;

        Stuck(Start start, String name, Session<?> holder) {
            this.start = start;
            this.name = name;
            this.holder = holder;
        }

        boolean held() {
            return holder != null && holder.hangs();
        }
    }

    StuckDomains(RecordingListener listener) {
        this.listener = listener;
    }

    /** Notes a call that did not return: the next reading shows in which domain it hangs. */
    void overdue(Session<?> session) {
        unexplained.add(session);
    }

    /** UUIDs of the domains whose QEMU must not be asked now: nothing would keep the call from hanging in it. */
    Set<String> untouchable() {
        return stuck.values().stream()
                .filter(domain -> !domain.held())
                .map(domain -> domain.start.uuid())
                .collect(Collectors.toSet());
    }

    /** Takes in a reading for which all but these were asked; returns an overdue call that hangs in none of its domains. */
    Optional<Session<?>> see(HostReading reading, Set<String> spared, long nanos) {
        Set<Start> present = new HashSet<>();
        for (DomainReading domain : reading.domains()) {
            present.add(domain.start());
            if (domain.answered()) {
                release(domain.start(), nanos);
            } else if (!spared.contains(domain.uuid())
                    && !stuck.containsKey(domain.start())
                    && !unexplained.isEmpty()) {
                hold(domain, unexplained.remove(), nanos);
            }
        }
        Optional<Session<?>> elsewhere = Optional.ofNullable(unexplained.peekLast());
        unexplained.clear();
        for (Start start : Set.copyOf(stuck.keySet())) {
            if (!present.contains(start)) {
                release(start, nanos);
            }
        }
        backoffs.keySet().retainAll(present);
        answeredNanos.keySet().retainAll(present);
        return elsewhere;
    }

    private void hold(DomainReading domain, Session<?> holder, long nanos) {
        stuck.put(domain.start(), new Stuck(domain.start(), domain.name(), holder));
        Long answered = answeredNanos.get(domain.start());
        if (answered != null && nanos - answered < SLOWEST_PROBE.toNanos()) {
            // Not the first time: one that answers now and then must not hold up the others each time.
            backoff(domain.start()).failed(nanos);
        } else {
            backoff(domain.start()).reset();
        }
        LOG.warn("{} does not answer: its memory is left out until it does", domain.name());
        listener.stuck(domain.name());
    }

    private void release(Start start, long nanos) {
        Stuck domain = stuck.remove(start);
        if (domain != null) {
            answeredNanos.put(start, nanos);
            LOG.info("{} answers again, or is gone", domain.name);
            listener.answers(domain.name);
        }
    }

    /** The domain that should be probed now. */
    Optional<Start> due(long nanos) {
        return stuck.values().stream()
                .filter(domain -> !domain.held())
                .map(domain -> domain.start)
                .filter(start -> backoff(start).due(nanos))
                .findAny();
    }

    /** A probe succeeded. */
    void answered(Start start, long nanos) {
        release(start, nanos);
    }

    /** A probe was refused, or hangs in this session. */
    void silent(Start start, @Nullable Session<?> holder, long nanos) {
        Stuck domain = stuck.get(start);
        if (domain != null) {
            domain.holder = holder;
            backoff(start).failed(nanos);
        }
    }

    private Backoff backoff(Start start) {
        return backoffs.computeIfAbsent(start, any -> new Backoff(FIRST_PROBE, SLOWEST_PROBE));
    }

    /** Why this domain did not answer, where it is not known to be stuck for another reason. */
    String why(DomainReading domain, String otherwise) {
        Stuck known = stuck.get(domain.start());
        return known == null
                ? otherwise
                : "the guest does not answer since " + known.since.truncatedTo(ChronoUnit.SECONDS);
    }
}
