package io.equipoise.recorder.sample;

import io.equipoise.recorder.session.Session;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is tried at a tick, one after the other until something answers in time. Where the first call hangs in a guest, the
 * second one finds that guest busy and passes it over; where it hangs because a guest is just being started, the second one
 * does not list the guests. The third is for when several guests are stuck.
 */
final class Attempts {
    /** A call that lists the guests and has not returned for so long may hang in a guest that nobody knows yet. */
    private static final long LIST_AGAIN_NANOS = 5_000_000_000L;

    private @Nullable List<String> known;
    private @Nullable Session<?> listing;
    private long listingNanos;

    /**
     * One way of reading.
     *
     * @param asksGuests whether their QEMUs are asked, or only libvirt
     */
    record Attempt(Function<Reader, HostReading> reading, boolean asksGuests) {}

    /**
     * Those of the next tick.
     *
     * @param untouchable UUIDs of domains whose QEMU must not be asked
     * @param mayHang whether one more call may be left behind
     */
    List<Attempt> next(Set<String> untouchable, boolean mayHang, long nanos) {
        Attempt states = new Attempt(Reader::readStates, false);
        if (!mayHang) {
            return List.of(states);
        }
        Attempt all = new Attempt(reader -> reader.read(untouchable), true);
        List<String> uuids = known;
        if (uuids == null) {
            return List.of(all, all, states);
        }
        Attempt knownOnes = new Attempt(reader -> reader.read(uuids, untouchable), true);
        Attempt knownStates = new Attempt(reader -> reader.read(uuids, Set.copyOf(uuids)), false);
        return listingHangs(nanos) ? List.of(knownOnes, knownStates) : List.of(all, knownOnes, knownStates);
    }

    private boolean listingHangs(long nanos) {
        return listing != null && listing.hangs() && nanos - listingNanos < LIST_AGAIN_NANOS;
    }

    /** Notes which domains there are. */
    void see(HostReading reading) {
        known = reading.domains().stream().map(DomainReading::uuid).toList();
    }

    /** Notes that a call hangs in no domain that is known: it hangs in listing them. */
    void listingHangs(Session<?> session, long nanos) {
        listing = session;
        listingNanos = nanos;
    }
}
