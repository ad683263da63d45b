package io.equipoise.coordinator.host;

import io.equipoise.traces.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Real time: ticks at a fixed interval without drift; the numbers of missed ticks are left out. */
public final class WallClockTicker implements Ticker {
    private final Schedule schedule;

    /** A null duration has no end but {@link #stop}. */
    public WallClockTicker(Duration interval, @Nullable Duration duration) {
        this.schedule = new Schedule(interval, duration);
    }

    @Override
    public OptionalLong next() {
        return schedule.next();
    }

    @Override
    public long utcMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    /** Ends the run from any thread; a waiting {@link #next} returns at once. */
    public void stop() {
        schedule.stop();
    }
}
