package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.FairShares;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import java.util.ArrayList;
import java.util.List;

/**
 * The host keeps more than its reserve free, and the budget holds. What several guests want at one tick is shared
 * max-min fairly; memory that is being taken counts as free only once it is seen to be.
 */
public final class ReserveGuard implements Guard {
    /** The host stays above its reserve by this, the granularity of a balloon. */
    static final long PAGE_KIB = 4;

    @Override
    public String name() {
        return "reserve";
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        long[] wants =
                rulings.stream().mapToLong(ruling -> givenKiB(ruling, seen)).toArray();
        Long free = seen.freeKiB();
        long spare = free == null ? 0 : Math.max(0, free - seen.limits().reserveKiB() - PAGE_KIB);
        long[] shares = FairShares.of(spare, wants);
        List<Ruling> result = new ArrayList<>();
        for (int i = 0; i < wants.length; i++) {
            result.add(shares[i] == wants[i] ? rulings.get(i) : share(rulings.get(i), wants[i], shares[i], seen));
        }
        return result;
    }

    private Ruling share(Ruling ruling, long want, long share, Observation seen) {
        Long free = seen.freeKiB();
        long whole = share - share % PAGE_KIB;
        if (free == null) {
            return ruling.drop(name(), "the host's free memory is unknown");
        }
        String host = "host has " + Mib.of(free) + " free and keeps "
                + Mib.of(seen.limits().reserveKiB());
        if (whole <= 0 || !(ruling.left() instanceof Balloon balloon)) {
            return ruling.drop(name(), host);
        }
        return ruling.limit(
                name(),
                balloon.kib() - want + whole,
                "give limited to " + Mib.of(whole) + " by " + name() + ": " + host);
    }

    /** What a ruling still gives a guest, KiB; 0 for everything else. */
    private static long givenKiB(Ruling ruling, Observation seen) {
        if (!(ruling.left() instanceof Balloon balloon)) {
            return 0;
        }
        MemorySample memory =
                seen.sample().domain(balloon.domain()).map(DomainSample::memory).orElse(null);
        return memory == null || memory.currentKiB() == null ? 0 : Math.max(0, balloon.kib() - memory.currentKiB());
    }
}
