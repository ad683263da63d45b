package io.equipoise.replay.run;

import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The rows of a recorded trace that its replays carry along, stretch by stretch: events, loads, and what is censored. */
final class TraceRows {
    private final List<Event> events;
    private final List<LoadAsked> loads;
    private final List<Event> eventsNow = new ArrayList<>();
    private final List<LoadAsked> loadsNow = new ArrayList<>();
    private int event;
    private int load;

    TraceRows(Trace trace, Predicate<Event> carried) {
        this.events = trace.events().stream().filter(carried).toList();
        this.loads = trace.loads();
    }

    /** Goes on to the rows up to the end of a stretch; those after the trace's last tick come with its last stretch. */
    void until(Stretch stretch, boolean last) {
        long end = last
                ? Long.MAX_VALUE
                : stretch.samples().get(stretch.size() - 1).tick();
        eventsNow.clear();
        loadsNow.clear();
        while (event < events.size() && events.get(event).tick() <= end) {
            eventsNow.add(events.get(event++));
        }
        while (load < loads.size() && loads.get(load).tick() <= end) {
            loadsNow.add(loads.get(load++));
        }
        eventsNow.addAll(stretch.censored());
    }

    void handTo(TraceSink sink) {
        eventsNow.forEach(sink::event);
        loadsNow.forEach(sink::load);
    }
}
