package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.guard.BalloonWatch;
import io.equipoise.coordinator.policy.FairShares;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Balloons on their way back to the sizes they were found at: in one step each, but never below what the guest cannot do
 * without by a report newer than the beginning, and never beyond what the host has free above its reserve.
 */
final class BalloonReturn {
    /** A balloon this near its target has reached it: one page, KiB. */
    private static final long PAGE_KIB = 4;

    /** Samples after which guests that neither move nor report anew are given up. */
    private static final int STILL_SAMPLES = 6;

    private static final long MIB = 1024;

    private final Limits limits;
    private final boolean force;
    private final BalloonWatch watch;
    private final List<Balloon> open;
    private final Map<String, Long> firstReport = new HashMap<>();
    private final Map<String, Long> current = new HashMap<>();
    private final Map<String, Long> maxima = new HashMap<>();
    private final Map<String, String> obstacles = new LinkedHashMap<>();
    private int still;

    /**
     * @param balloons as they were found; those whose domain ends meanwhile are forgotten
     * @param limits what must stay unused in a guest and free on the host
     * @param force whether guests go back even if they need more
     */
    BalloonReturn(List<Balloon> balloons, Limits limits, boolean force) {
        this.open = new ArrayList<>(balloons);
        this.limits = limits;
        this.force = force;
        this.watch = new BalloonWatch(limits);
    }

    /** The sizes to ask for now, KiB. */
    Map<Balloon, Long> next(Sample sample) {
        watch.see(sample);
        obstacles.clear();
        still++;
        Map<Balloon, Long> next = new LinkedHashMap<>();
        Map<Balloon, DomainSample> gives = new LinkedHashMap<>();
        open.removeIf(balloon -> !balloon.start().isIn(sample));
        for (Balloon balloon : open) {
            DomainSample domain = sample.domain(balloon.start().uuid()).orElseThrow();
            if (domain.maximumKiB() != null) {
                maxima.put(balloon.target(), domain.maximumKiB());
            }
            Long now = currentKiB(domain);
            if (now == null) {
                obstacles.put(balloon.target(), "it does not answer");
                continue;
            }
            note(balloon, now);
            if (now < aim(balloon) - PAGE_KIB) {
                gives.put(balloon, domain);
            } else if (now <= aim(balloon) + PAGE_KIB) {
                // Asked even so: what was asked before may still be to come.
                next.put(balloon, aim(balloon));
            } else {
                take(balloon, domain, now).ifPresent(kib -> next.put(balloon, kib));
            }
        }
        give(gives, sample, next);
        return next;
    }

    /** Notes what the host answered; a balloon that is where it was found is done with. */
    void sent(Balloon balloon, long kib, boolean agreed) {
        still = agreed ? 0 : still;
        Long now = current.get(balloon.target());
        if (!agreed || now == null) {
            return;
        }
        if (Math.abs(aim(balloon) - now) <= PAGE_KIB) {
            open.remove(balloon);
        } else {
            watch.sent(balloon.start().uuid(), kib);
        }
    }

    boolean isOpen(Balloon balloon) {
        return open.contains(balloon);
    }

    /** Whether a further sample may change anything. */
    boolean isWaiting() {
        return !open.isEmpty() && still < STILL_SAMPLES;
    }

    /** One sentence for each balloon that is not where it was found. */
    List<String> left() {
        return open.stream()
                .map(balloon -> balloon.start().name() + ": balloon stays at "
                        + mib(current.get(balloon.target())) + " instead of " + mib(aim(balloon)) + " MiB: "
                        + obstacles.getOrDefault(balloon.target(), "it does not follow"))
                .toList();
    }

    private void note(Balloon balloon, long now) {
        Long before = current.put(balloon.target(), now);
        if (before == null || before != now) {
            still = 0;
        }
    }

    private Optional<Long> take(Balloon balloon, DomainSample domain, long now) {
        if (force) {
            return watch.isOnTheWay(domain.uuid()) ? Optional.empty() : Optional.of(aim(balloon));
        }
        MemorySample memory = Objects.requireNonNull(domain.memory());
        String unsettled = watch.unsettled(domain.uuid());
        if (unsettled != null || !hasReported(balloon, memory)) {
            obstacles.put(balloon.target(), Objects.requireNonNullElse(unsettled, "the guest has not reported since"));
            return Optional.empty();
        }
        long spare = Objects.requireNonNull(memory.usableKiB() == null ? memory.unusedKiB() : memory.usableKiB());
        long least = now - spare + limits.unusedKiB();
        if (least <= aim(balloon)) {
            return Optional.of(aim(balloon));
        }
        obstacles.put(balloon.target(), "the guest cannot do without " + mib(least) + " now");
        return now - least > PAGE_KIB ? Optional.of(least) : Optional.empty();
    }

    /** Whether a report has come since the beginning; the first one seen may be older than the last change. */
    private boolean hasReported(Balloon balloon, MemorySample memory) {
        Long reported = memory.reportedAt();
        if (reported == null) {
            return true;
        }
        Long first = firstReport.putIfAbsent(balloon.target(), reported);
        return first != null && !first.equals(reported);
    }

    private void give(Map<Balloon, DomainSample> gives, Sample sample, Map<Balloon, Long> next) {
        Long free = sample.host().freeKiB();
        long spare =
                free == null ? Long.MAX_VALUE : Math.max(0, free - watch.pendingKiB() - limits.reserveKiB() - PAGE_KIB);
        List<Balloon> balloons = gives.keySet().stream()
                .filter(one -> !watch.isOnTheWay(one.start().uuid()))
                .toList();
        long[] wants = balloons.stream().mapToLong(one -> aim(one) - now(one)).toArray();
        long[] shares = FairShares.of(spare, wants);
        for (int i = 0; i < wants.length; i++) {
            Balloon balloon = balloons.get(i);
            long whole = shares[i] == wants[i] ? wants[i] : shares[i] - shares[i] % PAGE_KIB;
            if (whole < wants[i]) {
                obstacles.put(balloon.target(), "the host has only " + mib(free) + " MiB free");
            }
            if (whole > 0) {
                next.put(balloon, now(balloon) + whole);
            }
        }
    }

    /** As it was found; the guest's maximum where that has become less since, by memory that was unplugged. */
    private long aim(Balloon balloon) {
        return Math.min(balloon.before(), maxima.getOrDefault(balloon.target(), Long.MAX_VALUE));
    }

    private long now(Balloon balloon) {
        return Objects.requireNonNull(current.get(balloon.target()));
    }

    private static @Nullable Long currentKiB(DomainSample domain) {
        return domain.memory() == null ? null : domain.memory().currentKiB();
    }

    private static String mib(@Nullable Long kib) {
        return kib == null ? "?" : Long.toString(Math.round(kib / (double) MIB));
    }
}
