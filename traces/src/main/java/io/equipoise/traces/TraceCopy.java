package io.equipoise.traces;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One pass over a trace that hands every row to a sink; one sample is looked ahead. */
final class TraceCopy {
    private final Trace trace;
    private final TraceSink sink;
    private int event;
    private int load;
    private int decision;

    TraceCopy(Trace trace, TraceSink sink) {
        this.trace = trace;
        this.sink = sink;
    }

    void run() {
        Iterator<Sample> samples = trace.samples().iterator();
        Sample next = following(samples);
        rowsBefore(next);
        while (next != null) {
            sink.sample(next);
            next = following(samples);
            rowsBefore(next);
        }
    }

    private static @Nullable Sample following(Iterator<Sample> samples) {
        return samples.hasNext() ? samples.next() : null;
    }

    private void rowsBefore(@Nullable Sample next) {
        long tick = next == null ? Long.MAX_VALUE : next.tick();
        event = hand(trace.events(), event, Event::tick, tick, sink::event);
        load = hand(trace.loads(), load, LoadAsked::tick, tick, sink::load);
        decision = hand(trace.decisions(), decision, Decision::tick, tick, sink::decision);
    }

    private static <T> int hand(List<T> rows, int from, ToLongFunction<T> tickOf, long before, Consumer<T> to) {
        int at = from;
        while (at < rows.size() && tickOf.applyAsLong(rows.get(at)) < before) {
            to.accept(rows.get(at++));
        }
        return at;
    }
}
