package io.equipoise.traces.readings;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The guests of a source with all their readings, within what may be held in memory. */
public final class Guests {
    /** The grid: seconds between ticks. */
    public static final int INTERVAL_SECONDS = 300;

    /** More than any guest has. */
    public static final int MOST_VCPUS = 1_024;

    /** Intervals without a reading after which a guest counts as stopped: an hour. */
    static final int LONGEST_GAP = 12;

    /** Intervals that a trace may span on either side of its first reading: a year and a half. */
    private static final int LONGEST_SPAN = 160_000;

    private static final int MOST_GUESTS = 100_000;

    private static final long MOST_CELLS = 100_000_000;

    /** What a segment of the trace on disk, and so its writer, can hold of vCPU rows. */
    private static final long MOST_ROWS = 20_000_000;

    private static final int SEGMENT_TICKS = 3_600;

    private final String source;
    private final String name;
    private final int most;
    private final Map<String, GuestReadings> byName = new HashMap<>();
    private final List<GuestReadings> inOrder = new ArrayList<>();
    private boolean anchored;
    private int anchor;
    private long cells;

    /** @param source the file or folder */
    public Guests(Path source, ImportOptions options) {
        this.source = source.toString();
        this.name = SourceFiles.name(source);
        this.most = options.mostGuests();
    }

    /** The guest of this name, new if need be; null for a new one when there are as many as wanted. */
    public @Nullable GuestReadings named(String name) {
        GuestReadings known = byName.get(name);
        if (known != null || byName.size() >= most) {
            return known;
        }
        if (byName.size() == MOST_GUESTS) {
            throw tooMuch("has more than " + MOST_GUESTS + " guests");
        }
        GuestReadings guest = new GuestReadings(name, this);
        byName.put(name, guest);
        inOrder.add(guest);
        return guest;
    }

    /** The guest of this name, if there is one. */
    public @Nullable GuestReadings known(String name) {
        return byName.get(name);
    }

    /** Guests of which no shape was given. */
    public long withoutShape() {
        return inOrder.stream().filter(guest -> !guest.hasShape()).count();
    }

    /** Whether an interval, counted from anywhere, lies near enough to the first that was asked for. */
    public boolean spans(long interval) {
        if (!anchored && Math.abs(interval) < Integer.MAX_VALUE - LONGEST_SPAN) {
            anchored = true;
            anchor = (int) interval;
        }
        return anchored && Math.abs(interval - anchor) <= LONGEST_SPAN;
    }

    void hold(long more) {
        cells += more;
        if (cells > MOST_CELLS) {
            throw tooMuch("has more than " + MOST_CELLS + " readings");
        }
    }

    private InputException tooMuch(String what) {
        return new InputException(
                source + ": " + what + ", which is more than fits one host's trace; take fewer guests with --guests");
    }

    /**
     * The trace of all guests with readings; an {@link InputException} when there is none.
     *
     * @param words what the source is, for the header's note
     * @param created when the source was last changed, UTC, ISO 8601
     * @param zeroSeconds when interval 0 ends, s since the epoch; null where the source has no clock
     */
    public Trace trace(String words, Repairs repairs, String created, @Nullable Long zeroSeconds) {
        List<GuestReadings> guests =
                inOrder.stream().filter(guest -> !guest.isEmpty()).toList();
        if (guests.isEmpty()) {
            throw new InputException(source + ": holds no reading; give " + words);
        }
        checkRows(guests);
        repairs.count("guests without a reading left out", inOrder.size() - guests.size());
        Runs runs = Runs.of(guests, repairs);
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.IMPORT,
                created,
                new HostShape(0, null),
                INTERVAL_SECONDS * 1_000L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "imported from " + name + ", " + words + "; " + repairs.sentence());
        return new ReadingsTrace(header, runs, new GridClock(runs.start(), zeroSeconds));
    }

    private void checkRows(List<GuestReadings> guests) {
        long rows = 0;
        for (GuestReadings guest : guests) {
            rows += (long) guest.mostVcpus() * Math.min(SEGMENT_TICKS, guest.last() - guest.first() + 2);
        }
        if (rows > MOST_ROWS) {
            throw tooMuch("has " + rows + " vCPU readings within " + SEGMENT_TICKS + " ticks");
        }
    }
}
