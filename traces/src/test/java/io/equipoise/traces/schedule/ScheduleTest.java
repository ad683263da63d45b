package io.equipoise.traces.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ScheduleTest {
    private static final long MILLI = 1_000_000;

    /** Time that passes only when it is waited for or pushed on, and that wakes late by a given amount. */
    private static final class ManualTime implements MonotonicTime {
        private long now = -5 * MILLI;
        private long lateness;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void await(Object monitor, long nanos) {
            now += nanos + lateness;
        }
    }

    private final ManualTime time = new ManualTime();

    @Test
    void firstTickIsDueAtOnceAndTheOthersOneIntervalApart() {
        Schedule schedule = new Schedule(Duration.ofSeconds(1), null, time);
        long start = time.now;
        for (long tick = 0; tick < 5; tick++) {
            assertThat(schedule.next()).hasValue(tick);
            assertThat(time.now - start).isEqualTo(tick * 1000 * MILLI);
        }
    }

    @Test
    void latenessDoesNotAddUp() {
        Schedule schedule = new Schedule(Duration.ofSeconds(1), null, time);
        time.lateness = 30 * MILLI;
        long start = time.now;
        for (long tick = 0; tick <= 100; tick++) {
            assertThat(schedule.next()).hasValue(tick);
        }
        assertThat(time.now - start).isEqualTo((100 * 1000 + 30) * MILLI);
    }

    @Test
    void ticksThatPassedWhileWorkingAreLeftOut() {
        Schedule schedule = new Schedule(Duration.ofSeconds(1), null, time);
        schedule.next();
        time.now += 3_400 * MILLI;
        assertThat(schedule.next()).hasValue(3);
        assertThat(schedule.next()).hasValue(4);
        assertThat(time.now).isEqualTo(3_995 * MILLI);
    }

    @Test
    void anyScheduleOfWorkGivesEachTickWithinItsOwnInterval() {
        Random random = new Random(7);
        Schedule schedule = new Schedule(Duration.ofMillis(100), Duration.ofSeconds(100), time);
        long start = time.now;
        long previous = -1;
        for (OptionalLong tick = schedule.next(); tick.isPresent(); tick = schedule.next()) {
            assertThat(tick.getAsLong()).isGreaterThan(previous);
            assertThat((time.now - start) / (100 * MILLI)).isEqualTo(tick.getAsLong());
            previous = tick.getAsLong();
            time.now += random.nextLong(350 * MILLI);
        }
        assertThat(previous).isBetween(990L, 999L);
    }

    @Test
    void durationCoversTheLastTicksInterval() {
        Schedule schedule = new Schedule(Duration.ofMillis(400), Duration.ofSeconds(1), time);
        List<Long> ticks = new ArrayList<>();
        for (OptionalLong tick = schedule.next(); tick.isPresent(); tick = schedule.next()) {
            ticks.add(tick.getAsLong());
        }
        assertThat(ticks).containsExactly(0L, 1L, 2L);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void stopWakesTheWaitingThread() throws Exception {
        Schedule schedule = new Schedule(Duration.ofHours(1), null);
        schedule.next();
        CompletableFuture<OptionalLong> waiting = CompletableFuture.supplyAsync(schedule::next);
        schedule.stop();
        assertThat(waiting.get()).isEmpty();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void interruptEndsTheRunAndStaysVisible() {
        Schedule schedule = new Schedule(Duration.ofHours(1), null);
        schedule.next();
        Thread.currentThread().interrupt();
        assertThat(schedule.next()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void intervalAndDurationOfNothingAreRefused() {
        assertThatThrownBy(() -> new Schedule(Duration.ZERO, null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("interval");
        assertThatThrownBy(() -> new Schedule(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("duration");
    }
}
