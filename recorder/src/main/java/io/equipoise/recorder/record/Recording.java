package io.equipoise.recorder.record;

import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.schedule.Schedule;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Takes a sample at each tick of a schedule and hands it over, until the schedule is over or stopped. */
public final class Recording {
    private final LongFunction<Sample> sampler;
    private final Schedule schedule;
    private final TraceSink sink;

    /** @param sampler the sample of a tick, such as {@code Sampler::sample}; what it throws ends the recording */
    public Recording(LongFunction<Sample> sampler, Schedule schedule, TraceSink sink) {
        this.sampler = sampler;
        this.schedule = schedule;
        this.sink = sink;
    }

    /** Records on this thread; every sample it took has been handed over when it returns or throws. */
    public void run() {
        for (OptionalLong tick = schedule.next(); tick.isPresent(); tick = schedule.next()) {
            sink.sample(sampler.apply(tick.getAsLong()));
        }
    }

    /** Ends the recording after the sample that is being taken; from any thread. */
    public void stop() {
        schedule.stop();
    }
}
