package io.equipoise.recorder.record;

import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.schedule.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes a sample at each tick of a schedule and hands it over, until the schedule is over or stopped. Ticks that have none
 * are a gap, with their number and the reason.
 */
public final class Recording {
    private final SampleSource source;
    private final Schedule schedule;
    private final TraceSink sink;
    private final RecordingListener listener;
    private final Gap gap = new Gap();
    private final MissedLog log = new MissedLog(System::nanoTime);

    /** @param source what it throws ends the recording */
    public Recording(SampleSource source, Schedule schedule, TraceSink sink, RecordingListener listener) {
        this.source = source;
        this.schedule = schedule;
        this.sink = sink;
        this.listener = listener;
    }

    /** Records on this thread; every sample it took has been handed over when it returns or throws. */
    public void run() {
        long last = -1;
        long begin = 0;
        long sampled = 0;
        long written = 0;
        for (OptionalLong next = schedule.next(); next.isPresent(); next = schedule.next()) {
            long tick = next.getAsLong();
            long now = System.nanoTime();
            if (last >= 0 && tick > last + 1) {
                miss(
                        tick - last - 1,
                        MissedBecause.OVERRUN,
                        overrun(sampled - begin, written - sampled, now - written));
            }
            begin = now;
            long late = schedule.latenessNanos();
            Optional<Sample> sample = source.sample(tick);
            sampled = System.nanoTime();
            sample.ifPresentOrElse(seen -> take(seen, late), () -> miss(1, MissedBecause.UNANSWERED, source.reason()));
            written = System.nanoTime();
            last = tick;
        }
        if (gap.open()) {
            sink.event(gap.close(last, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
        }
    }

    /** Ends the recording after the sample that is being taken; from any thread. */
    public void stop() {
        schedule.stop();
    }

    private void take(Sample sample, long lateNanos) {
        if (gap.open()) {
            log.over(gap.length());
            sink.event(gap.close(sample.tick(), sample.utcMicros()));
        }
        sink.sample(sample);
        listener.sampled(sample, lateNanos);
    }

    private void miss(long ticks, MissedBecause because, String reason) {
        log.missed(ticks, reason, gap.add(ticks, reason));
        listener.missed(ticks, because, reason);
    }

    /** What took longest of all that was done since the tick before. */
    private static String overrun(long sampling, long writing, long waiting) {
        if (waiting > Math.max(sampling, writing)) {
            return String.format(Locale.ROOT, "the recorder was held up for %.1f s", waiting / 1e9);
        }
        return sampling >= writing
                ? String.format(Locale.ROOT, "the sample before took %.1f s", sampling / 1e9)
                : String.format(Locale.ROOT, "writing the sample before took %.1f s", writing / 1e9);
    }
}
