package io.equipoise.traces.readings;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.readings.GuestReadings.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All runs of all guests: a guest's first has its number among the guests as domain id, later ones follow in order. */
final class Runs {
    private static final String MISSING = "missing readings filled with the one after";
    private static final String STOPPED = "gaps of over an hour taken as a stop";

    private final List<GuestRun> inOrderOfStart;
    private final int start;
    private final int end;

    private Runs(List<GuestRun> inOrderOfStart) {
        this.inOrderOfStart = inOrderOfStart;
        this.start = inOrderOfStart.get(0).start();
        this.end = inOrderOfStart.stream().mapToInt(GuestRun::end).max().orElse(start);
    }

    /** The runs of guests that all have readings; counts what is missing between them. */
    static Runs of(List<GuestReadings> guests, Repairs repairs) {
        List<GuestRun> runs = new ArrayList<>();
        List<GuestRun> later = new ArrayList<>();
        for (GuestReadings guest : guests) {
            List<Stretch> stretches = guest.stretches();
            for (Stretch stretch : stretches) {
                repairs.count(MISSING, guest.missing(stretch));
                boolean isFirst = stretch.first() == guest.first();
                (isFirst ? runs : later)
                        .add(new GuestRun(guest, isFirst ? runs.size() + 1 : 0, stretch.first() - 1, stretch.last()));
            }
            repairs.count(STOPPED, stretches.size() - 1L);
        }
        later.sort(Comparator.comparingInt(GuestRun::start));
        for (GuestRun run : later) {
            runs.add(new GuestRun(run.guest(), runs.size() + 1, run.start(), run.end()));
        }
        runs.sort(Comparator.comparingInt(GuestRun::start).thenComparingInt(GuestRun::id));
        return new Runs(List.copyOf(runs));
    }

    List<GuestRun> inOrderOfStart() {
        return inOrderOfStart;
    }

    int start() {
        return start;
    }

    /** Starts after the trace's begin, stops before its end, and stretches of ticks at which no guest ran. */
    List<Event> events(GridClock clock) {
        List<Event> events = new ArrayList<>();
        Map<Integer, Integer> resumed = new HashMap<>();
        for (Stretch gap : empty()) {
            resumed.put(gap.first(), gap.last() + 1);
            int ticks = gap.last() - gap.first() + 1;
            events.add(event(
                    clock, gap.last() + 1, EventType.GAP, null, "no guest has a reading for " + ticks + " ticks"));
        }
        for (GuestRun run : inOrderOfStart) {
            String name = run.guest().name();
            if (run.start() > start) {
                events.add(event(clock, run.start(), EventType.DOMAIN_STARTED, name, "its readings begin"));
            }
            if (run.end() < end) {
                int seen = resumed.getOrDefault(run.end() + 1, run.end() + 1);
                events.add(event(clock, seen, EventType.DOMAIN_STOPPED, name, "its readings end"));
            }
        }
        events.sort(Comparator.comparingLong(Event::tick));
        return List.copyOf(events);
    }

    private static Event event(GridClock clock, int number, EventType type, @Nullable String name, String detail) {
        return new Event(clock.tick(number), clock.utcMicros(number), type, name, null, detail);
    }

    /** Where no guest runs, between those that do. */
    private List<Stretch> empty() {
        List<Stretch> empty = new ArrayList<>();
        int covered = start;
        for (GuestRun run : inOrderOfStart) {
            if (run.start() > covered + 1) {
                empty.add(new Stretch(covered + 1, run.start() - 1));
            }
            covered = Math.max(covered, run.end());
        }
        return empty;
    }
}
