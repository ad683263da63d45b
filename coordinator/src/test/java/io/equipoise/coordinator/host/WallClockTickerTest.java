package io.equipoise.coordinator.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class WallClockTickerTest {
    @Test
    void noTickComesBeforeItIsDueAndTheRunEnds() {
        WallClockTicker ticker = new WallClockTicker(Duration.ofMillis(20), Duration.ofMillis(100));
        long start = ticker.nanos();
        long last = -1;
        for (OptionalLong tick = ticker.next(); tick.isPresent(); tick = ticker.next()) {
            last = tick.getAsLong();
            assertThat(ticker.nanos() - start).isGreaterThanOrEqualTo(last * 20_000_000);
        }
        assertThat(last).isBetween(0L, 4L);
    }

    @Test
    void stopFromAnotherThreadEndsTheRun() throws Exception {
        WallClockTicker ticker = new WallClockTicker(Duration.ofHours(1), null);
        ticker.next();
        CompletableFuture<OptionalLong> waiting = CompletableFuture.supplyAsync(ticker::next);
        ticker.stop();
        assertThat(waiting.get()).isEmpty();
    }

    @Test
    void utcIsInMicroseconds() {
        Instant shown = Instant.ofEpochMilli(new WallClockTicker(Duration.ofSeconds(1), null).utcMicros() / 1000);
        assertThat(Duration.between(shown, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(20));
    }
}
