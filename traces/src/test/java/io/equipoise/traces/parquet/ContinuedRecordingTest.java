package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.TraceHeader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second recorder goes on where the first one ended: at tick 9, 9 s after the epoch, 1,000,009 s after the boot. */
final class ContinuedRecordingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BOOT = 1_000_000 * SECOND;

    @TempDir
    Path temp;

    private final TraceHeader header = Recordings.empty().header();
    private Path dir;

    @BeforeEach
    void recordFirst() throws IOException {
        dir = temp.resolve("trace");
        record(10, 0, BOOT);
    }

    /** Samples at ticks from 0, a second apart on both clocks. */
    private void record(int ticks, long utcSeconds, long monotonicNanos) throws IOException {
        try (TraceRecorder recorder = open(header)) {
            for (int tick = 0; tick < ticks; tick++) {
                recorder.sample(Recordings.at(
                        Recordings.bare(0), tick, (utcSeconds + tick) * 1_000_000, monotonicNanos + tick * SECOND));
                recorder.event(new Event(tick, null, EventType.DOMAIN_STARTED, "vm1", null, ""));
            }
        }
    }

    @Test
    void ticksThatPassedMeanwhileAreAGap() throws IOException {
        record(3, 25, BOOT + 25 * SECOND);

        assertContinued(25, 15);
    }

    @Test
    void restartWithinATickIsNoGap() throws IOException {
        record(3, 10, BOOT + 10 * SECOND);

        assertContinued(10, 0);
    }

    @Test
    void restartWithinLessThanATickDoesNotRepeatOne() throws IOException {
        record(3, 9, BOOT + 9 * SECOND + SECOND / 10);

        assertThat(ticks().subList(10, 13)).containsExactly(10L, 11L, 12L);
        assertThat(monotonic().get(10)).isEqualTo(BOOT + 9 * SECOND + SECOND / 10);
    }

    @Test
    void clockThatBeganAnewWithTheHostGoesOnByTheWallClock() throws IOException {
        record(3, 100, 5 * SECOND);

        assertContinued(100, 90);
    }

    @Test
    void hostThatIsUpForLongerThanBeforeGoesOnByTheWallClockToo() throws IOException {
        record(3, 3_000_000, BOOT + 1_000 * SECOND);

        assertContinued(3_000_000, 2_999_990);
    }

    @Test
    void wallClockThatWasSetBackIsNotBelieved() throws IOException {
        record(3, 2, BOOT + 25 * SECOND);

        assertContinued(25, 15);
    }

    @Test
    void bothClocksBehindMeanAtLeastOneTick() throws IOException {
        record(3, 2, 5 * SECOND);

        assertContinued(10, 0);
    }

    /** From this tick on, with times that go on from the first recorder's. */
    private void assertContinued(long tick, long missed) {
        assertThat(ticks().subList(9, 13)).containsExactly(9L, tick, tick + 1, tick + 2);
        assertThat(monotonic().subList(9, 13))
                .containsExactly(
                        BOOT + 9 * SECOND,
                        BOOT + tick * SECOND,
                        BOOT + (tick + 1) * SECOND,
                        BOOT + (tick + 2) * SECOND);
        List<Event> events = ParquetTraces.open(dir).events();
        assertThat(events.stream().filter(event -> event.type() == EventType.DOMAIN_STARTED))
                .extracting(Event::tick)
                .isEqualTo(ticks());
        assertThat(events.stream().filter(event -> event.type() == EventType.GAP))
                .extracting(event -> event.tick() + " " + event.detail())
                .isEqualTo(
                        missed == 0
                                ? List.of()
                                : List.of(tick + " the recorder was not running: " + missed + " ticks missed"));
    }

    @Test
    void journalThatWasLeftIsRecoveredFirst() throws IOException {
        Path left = temp.resolve("left");
        try (TraceRecorder recorder =
                TraceRecorder.open(left, header, RecordingLimits.DEFAULT, RecordingReport.NONE, Disk.REAL, false)) {
            recorder.sample(Recordings.bare(0));
            recorder.sample(Recordings.bare(1));
            Manifests.copy(left, dir.resolveSibling("copy"));
        }
        try (TraceRecorder recorder = TraceRecorder.open(
                dir.resolveSibling("copy"), header, RecordingLimits.DEFAULT, RecordingReport.NONE, Disk.REAL, false)) {
            assertThat(recorder.recovered().segments()).containsExactly("000000000-000000001");
            assertThat(recorder.recovered().ticks()).isEqualTo(2);
            assertThat(recorder.lastTick()).hasValue(1);
        }
    }

    @Test
    void rowsWithoutSampleAtTheEndDoNotMeetTheNextTick() throws IOException {
        try (TraceRecorder recorder = open(header)) {
            recorder.event(new Event(0, null, EventType.GAP, null, null, "no sample was taken"));
        }
        record(1, 10, BOOT + 10 * SECOND);

        assertThat(ticks()).hasSize(11).endsWith(9L, 11L);
        assertThat(ParquetTraces.open(dir).events())
                .anyMatch(event -> event.tick() == 10 && event.detail().equals("no sample was taken"));
    }

    @Test
    void traceOfAnotherShapeIsRefusedInOneLineAndNotTouched() throws IOException {
        List<Path> before = Manifests.files(dir);

        assertRefused(with(Source.TRIAL, header.host(), 1_000), "is of source recording, and this is a trial");
        assertRefused(with(Source.RECORDING, header.host(), 500), "interval of 1000 ms, and this one is 500 ms");
        assertRefused(with(Source.RECORDING, new HostShape(8, 16_000_000L), 1_000), "this one has 8 pCPUs");
        assertRefused(with(Source.RECORDING, new HostShape(4, 8_000_000L), 1_000), "this one has 4 pCPUs and 8000000");
        assertThat(Manifests.files(dir)).isEqualTo(before);
        open(with(Source.RECORDING, new HostShape(4, 15_900_000L), 1_000)).close();
    }

    @Test
    void traceOfAnotherFormatIsRefused() throws IOException {
        Path old = temp.resolve("old");
        ParquetTraces.write(old, new MemoryTrace(header, List.of(Recordings.bare(0)), List.of(), List.of(), List.of()));
        Manifests.makePlain(old);
        dir = old;

        assertRefused(header, "has format 1.0, and this version writes 1.1");
        assertThat(Files.exists(old.resolve("journal/000000001.avro"))).isFalse();
    }

    private void assertRefused(TraceHeader other, String message) {
        assertThatThrownBy(() -> open(other).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }

    private TraceHeader with(Source source, HostShape host, long intervalMillis) {
        return new TraceHeader(
                source, header.created(), host, intervalMillis, null, null, null, null, "none", null, null, null);
    }

    private TraceRecorder open(TraceHeader other) throws IOException {
        return TraceRecorder.open(
                dir, other, RecordingLimits.DEFAULT, RecordingReport.NONE, CrashingDisk.never(), false);
    }

    private List<Long> ticks() {
        return samples().stream().map(Sample::tick).toList();
    }

    private List<Long> monotonic() {
        return samples().stream().map(Sample::monotonicNanos).toList();
    }

    private List<Sample> samples() {
        return MemoryTrace.copyOf(ParquetTraces.open(dir)).samples();
    }
}
