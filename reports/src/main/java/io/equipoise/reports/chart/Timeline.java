package io.equipoise.reports.chart;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;

/** The time of a trace in seconds, 0 at the load's onset or, without one, at the first tick. */
public record Timeline(long zeroTick, double secondsPerTick, List<Mark> marks) {

    /** The time of this trace. */
    public static Timeline of(MemoryTrace trace) {
        double seconds = trace.header().intervalMillis() / 1000.0;
        long zero = trace.events().stream()
                .filter(event -> event.type() == EventType.LOAD_ONSET)
                .mapToLong(Event::tick)
                .findFirst()
                .orElse(trace.samples().isEmpty() ? 0 : trace.samples().get(0).tick());
        Timeline bare = new Timeline(zero, seconds, List.of());
        List<Mark> marks = new ArrayList<>();
        for (Event event : trace.events()) {
            if (event.type() == EventType.STAGE_BEGINS) {
                marks.add(new Mark(bare.at(event.tick()), "stage " + event.stage()));
            } else if (event.type() == EventType.LOAD_ENDS) {
                marks.add(new Mark(bare.at(event.tick()), "end"));
            }
        }
        return new Timeline(zero, seconds, List.copyOf(marks));
    }

    /** Seconds after the onset. */
    public double at(long tick) {
        return (tick - zeroTick) * secondsPerTick;
    }

    /** Seconds after the onset of each sample. */
    double[] of(List<Sample> samples) {
        return samples.stream().mapToDouble(sample -> at(sample.tick())).toArray();
    }
}
