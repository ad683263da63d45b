package io.equipoise.coordinator.guard;

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
 * Follows every balloon from sample to sample: which was asked to change and is not there yet, and whose guest has not
 * reported since its balloon last changed.
 */
public final class BalloonWatch {
    /** A balloon this near its target has reached it: one page, KiB. */
    static final long REACHED_KIB = 4;

    /** A balloon that has not moved for as many samples will not reach its target. */
    static final int STUCK_SAMPLES = 5;

    /** Guests report every second; a report this old is stale. */
    static final long STALE_NANOS = 5_000_000_000L;

    private final Map<String, Guest> guests = new HashMap<>();
    private final List<Guest> inOrder = new ArrayList<>();

    /** Takes in the next sample, before anything is planned from it. */
    public void see(Sample sample) {
        if (!isOrder(sample.domains())) {
            follow(sample.domains());
        }
        for (int d = 0; d < inOrder.size(); d++) {
            inOrder.get(d).see(sample.domains().get(d).memory(), sample.monotonicNanos());
        }
    }

    /** Whether the guests are those of the sample before, in the same order, as they mostly are. */
    private boolean isOrder(List<DomainSample> domains) {
        boolean same = domains.size() == inOrder.size();
        for (int d = 0; same && d < domains.size(); d++) {
            Guest guest = inOrder.get(d);
            same = guest.id == domains.get(d).id()
                    && guest.uuid.equals(domains.get(d).uuid());
        }
        return same;
    }

    private void follow(List<DomainSample> domains) {
        Map<String, Guest> known = new HashMap<>(guests);
        guests.clear();
        inOrder.clear();
        for (DomainSample domain : domains) {
            Guest guest = known.get(domain.uuid());
            if (guest == null || guest.id != domain.id()) {
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
            guest.stillSamples = 0;
        }
    }

    /** Memory that was given but is not seen in the balloons yet, KiB. */
    public long pendingKiB() {
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

    private static final class Guest {
        private final String uuid;
        private final int id;
        private final ReportWatch reports = new ReportWatch();
        private @Nullable Long current;
        private @Nullable Long target;
        private boolean reported;
        private long reportNanos;
        private long silentNanos;
        private int stillSamples;

        Guest(String uuid, int id) {
            this.uuid = uuid;
            this.id = id;
        }

        void see(@Nullable MemorySample memory, long nanos) {
            reported = memory != null && memory.unusedKiB() != null && memory.currentKiB() != null;
            if (memory == null || memory.currentKiB() == null) {
                return;
            }
            stillSamples = reports.hasMoved(memory.currentKiB()) ? 0 : stillSamples + 1;
            if (reports.see(memory)) {
                // One that is marked although it is the first that is seen has been there for long.
                reportNanos = memory.fault() == ReportFault.STALE ? nanos - STALE_NANOS - 1 : nanos;
            }
            silentNanos = nanos - reportNanos;
            current = memory.currentKiB();
            if (distanceKiB() <= REACHED_KIB || stillSamples >= STUCK_SAMPLES) {
                target = null;
            }
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
            return silentNanos > STALE_NANOS
                    ? "the guest's last report is " + silentNanos / 1_000_000_000 + " s old"
                    : null;
        }
    }
}
