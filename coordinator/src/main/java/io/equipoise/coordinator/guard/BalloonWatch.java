package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.ReportWatch;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows every balloon from sample to sample: which was asked to change and is not there yet, which did not follow, and
 * whose guest has not reported since its balloon last changed.
 */
public final class BalloonWatch {
    /** A balloon this near its target has reached it: one page, KiB. */
    static final long REACHED_KIB = 4;

    /** A guest whose balloon did not follow is not asked for the same again before this is over, s. */
    static final int REST_SECONDS = 60;

    private static final long SECOND = 1_000_000_000L;

    private final long staleNanos;
    private final int stuckSamples;
    private final Map<String, Guest> guests = new HashMap<>();
    private final List<Guest> inOrder = new ArrayList<>();
    private long nanos;
    private boolean anyAsked;

    /** One that takes from these limits when a report is stale and a balloon is stuck. */
    public BalloonWatch(Limits limits) {
        this.staleNanos = limits.staleSeconds() * SECOND;
        this.stuckSamples = limits.stuckSamples();
    }

    /** Takes in the next sample, before anything is planned from it. */
    public void see(Sample sample) {
        nanos = sample.monotonicNanos();
        anyAsked = false;
        int n = 0;
        for (DomainSample domain : sample.domains()) {
            // Mostly the guests are those of the sample before, in the same order.
            if (n == inOrder.size() || !inOrder.get(n).is(domain)) {
                follow(sample.domains());
            }
            Guest guest = inOrder.get(n++);
            guest.see(domain.memory());
            anyAsked |= guest.target != null;
        }
        if (n < inOrder.size()) {
            follow(sample.domains());
        }
    }

    private void follow(List<DomainSample> domains) {
        Map<String, Guest> known = new HashMap<>(guests);
        guests.clear();
        inOrder.clear();
        for (DomainSample domain : domains) {
            Guest guest = known.get(domain.uuid());
            if (guest == null || !guest.is(domain)) {
                guest = new Guest(domain.uuid(), domain.id());
            }
            guests.put(domain.uuid(), guest);
            inOrder.add(guest);
        }
    }

    /** Notes that a balloon was asked to change and the host agreed. */
    public void sent(String domain, long kib) {
        Guest guest = guests.get(domain);
        if (guest != null) {
            guest.target = kib;
            anyAsked = true;
            guest.stillSamples = 0;
        }
    }

    /** Memory that was given but is not seen in the balloons yet, KiB. */
    public long pendingKiB() {
        if (!anyAsked) {
            return 0;
        }
        long sum = 0;
        for (Guest guest : inOrder) {
            sum += guest.pendingKiB();
        }
        return sum;
    }

    /** Whether a balloon was asked to change, is not there yet and may still get there. */
    public boolean isOnTheWay(String domain) {
        Guest guest = guests.get(domain);
        return guest != null && guest.target != null;
    }

    /** Why a guest's balloon should be left alone for now, in a clause; null when it need not. */
    public @Nullable String unsettled(String domain) {
        Guest guest = guests.get(domain);
        return guest == null ? "the guest was never seen" : guest.unsettled();
    }

    /** Why a guest's balloon should not be asked to become this size now, in a clause; null when it may. */
    public @Nullable String unsettled(String domain, long kib) {
        Guest guest = guests.get(domain);
        String unsettled = unsettled(domain);
        return unsettled != null || guest == null ? unsettled : guest.stuck(kib);
    }

    private final class Guest {
        private final String uuid;
        private final int id;
        private final ReportWatch reports = new ReportWatch();
        private @Nullable Long current;
        private @Nullable Long target;
        private boolean reported;
        private long reportNanos;
        private long silentNanos;
        private int stillSamples;
        private long restNanos;
        private int stuckDirection;

        Guest(String uuid, int id) {
            this.uuid = uuid;
            this.id = id;
        }

        boolean is(DomainSample domain) {
            return id == domain.id() && uuid.equals(domain.uuid());
        }

        void see(@Nullable MemorySample memory) {
            reported = memory != null && memory.unusedKiB() != null && memory.currentKiB() != null;
            if (memory == null || memory.currentKiB() == null) {
                return;
            }
            boolean moved = reports.hasMoved(memory.currentKiB());
            stillSamples = moved ? 0 : stillSamples + 1;
            stuckDirection = moved ? 0 : stuckDirection;
            if (reports.see(memory)) {
                // One that is marked although it is the first that is seen has been there for long.
                reportNanos = memory.fault() == ReportFault.STALE ? nanos - staleNanos - 1 : nanos;
            }
            silentNanos = nanos - reportNanos;
            current = memory.currentKiB();
            Long wanted = target;
            if (wanted != null
                    && Math.abs(wanted - memory.currentKiB()) > REACHED_KIB
                    && stillSamples >= stuckSamples) {
                stuckDirection = Long.compare(wanted, memory.currentKiB());
                restNanos = nanos + REST_SECONDS * SECOND;
                target = null;
            }
            if (distanceKiB() <= REACHED_KIB) {
                target = null;
            }
        }

        /** A balloon that did not shrink when it was asked to may still grow, and the other way round. */
        @Nullable
        String stuck(long kib) {
            boolean again = current != null && stuckDirection != 0 && Long.compare(kib, current) == stuckDirection;
            return again && nanos < restNanos
                    ? "its balloon did not follow; it is asked again in " + (restNanos - nanos) / SECOND + " s"
                    : null;
        }

        long pendingKiB() {
            return target == null || current == null ? 0 : Math.max(0, target - current);
        }

        private long distanceKiB() {
            return target == null || current == null ? 0 : Math.abs(target - current);
        }

        @Nullable
        String unsettled() {
            if (!reported) {
                return "the guest reports no memory";
            }
            if (target != null && current != null) {
                return "its balloon is on the way from " + Mib.of(current) + " to " + Mib.of(target) + " MiB";
            }
            if (reports.isTorn()) {
                return "the guest has not reported since its balloon changed";
            }
            return silentNanos > staleNanos ? "the guest's last report is " + silentNanos / SECOND + " s old" : null;
        }
    }
}
