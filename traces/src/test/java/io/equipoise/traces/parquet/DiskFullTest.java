package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiskFullTest {
    @TempDir
    Path temp;

    private final List<String> heard = new ArrayList<>();
    private final FullDisk disk = new FullDisk();
    private final Sample sample = new RandomTraces(6).trace(1).samples().get(0);
    private Path dir;

    @BeforeEach
    void name() {
        dir = temp.resolve("trace");
    }

    @Test
    void lostTicksAreCountedAndRecordingGoesOnWhenThereIsRoom() throws IOException {
        try (TraceRecorder recorder = open(3_600)) {
            record(recorder, 0, 10);
            disk.limit(50);
            record(recorder, 10, 15);
            assertThat(ticks()).containsExactlyElementsOf(range(0, 10));
            disk.limit(Long.MAX_VALUE);
            record(recorder, 15, 20);
            assertThat(ticks()).containsExactlyElementsOf(range(0, 10, 15, 20));
        }

        assertThat(ticks()).containsExactlyElementsOf(range(0, 10, 15, 20));
        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.tick()).isEqualTo(15);
            assertThat(gap.detail()).isEqualTo("5 ticks lost: " + FullDisk.REASON);
        });
        assertThat(heard)
                .containsExactly(
                        "lost 1 " + FullDisk.REASON,
                        "lost 2 " + FullDisk.REASON,
                        "lost 3 " + FullDisk.REASON,
                        "lost 4 " + FullDisk.REASON,
                        "lost 5 " + FullDisk.REASON,
                        "again",
                        "closed 000000000-000000019");
    }

    @Test
    void eventsOutliveTheTicksThatAreLost() throws IOException {
        try (TraceRecorder recorder = open(3_600)) {
            record(recorder, 0, 2);
            disk.limit(0);
            recorder.event(new Event(2, null, EventType.DOMAIN_STOPPED, "vm1", null, ""));
            record(recorder, 2, 4);
            disk.limit(Long.MAX_VALUE);
            record(recorder, 4, 5);
        }

        assertThat(ParquetTraces.open(dir).events())
                .extracting(Event::type)
                .containsExactly(EventType.DOMAIN_STOPPED, EventType.GAP);
    }

    @Test
    void segmentThatFindsNoRoomStaysAJournalAndIsClosedLater() throws IOException {
        try (TraceRecorder recorder = open(10)) {
            record(recorder, 0, 10);
            disk.limit(1_500);
            recorder.roll();
            assertThat(Listing.of(dir).manifests()).isEmpty();
            assertThat(ticks()).containsExactlyElementsOf(range(0, 10));
            disk.limit(Long.MAX_VALUE);
            record(recorder, 10, 80);
            assertThat(Listing.of(dir).manifests()).hasSize(7);
        }

        assertThat(ticks()).containsExactlyElementsOf(range(0, 80));
        assertThat(gaps()).isEmpty();
        assertThat(heard).startsWith("postponed 000000000 " + FullDisk.REASON, "closed 000000000-000000009");
    }

    @Test
    void recorderBeginsOnAFullDiskAndKeepsWhatTheLastOneLeft() throws IOException {
        try (TraceRecorder recorder = open(3_600)) {
            record(recorder, 0, 10);
            disk.limit(0);
        }
        assertThat(Listing.of(dir).journals()).hasSize(1);

        try (TraceRecorder recorder = open(3_600)) {
            record(recorder, 0, 5);
            assertThat(ticks()).containsExactlyElementsOf(range(0, 10));
            disk.limit(Long.MAX_VALUE);
            record(recorder, 5, 6);
        }
        assertThat(ticks()).hasSize(11);
        assertThat(Listing.of(dir).journals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsThereIsAlwaysReadableAndEveryTickIsThereOrCounted(long seed) throws IOException {
        Random random = new Random(seed);
        MemoryTrace trace = new RandomTraces(seed).trace(60);
        int lost = 0;
        try (TraceRecorder recorder = TraceRecorder.open(
                dir, trace.header(), new RecordingLimits(40, null, 1_000_000, Keep.ALL), report(), disk, false)) {
            recorder.sample(trace.samples().get(0));
            for (Sample sample : trace.samples().subList(1, 60)) {
                disk.limit(random.nextInt(3) > 0 ? Long.MAX_VALUE : random.nextInt(9_000));
                recorder.sample(sample);
                List<Sample> read = MemoryTrace.copyOf(ParquetTraces.open(dir)).samples();
                assertThat(trace.samples()).containsAll(read);
                lost = trace.samples().indexOf(sample) + 1 - read.size();
            }
            disk.limit(Long.MAX_VALUE);
        }
        assertThat(ticks()).hasSize(60 - lost);
        assertThat(heard.stream().filter(line -> line.startsWith("lost"))).hasSize(lost);
        assertThat(Listing.of(dir).journals()).isEmpty();
    }

    private TraceRecorder open(int segmentTicks) throws IOException {
        RecordingLimits limits = new RecordingLimits(segmentTicks, null, 1_000_000, Keep.ALL);
        return TraceRecorder.open(dir, Recordings.empty().header(), limits, report(), disk, false);
    }

    private void record(TraceRecorder recorder, int from, int to) {
        for (int tick = from; tick < to; tick++) {
            recorder.sample(Recordings.at(sample, tick));
        }
    }

    private List<Long> ticks() {
        return MemoryTrace.copyOf(ParquetTraces.open(dir)).samples().stream()
                .map(Sample::tick)
                .toList();
    }

    private List<Event> gaps() {
        return ParquetTraces.open(dir).events().stream()
                .filter(event -> event.type() == EventType.GAP)
                .toList();
    }

    private static List<Long> range(long... bounds) {
        List<Long> ticks = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            for (long tick = bounds[i]; tick < bounds[i + 1]; tick++) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private RecordingReport report() {
        return new RecordingReport() {
            @Override
            public void segmentClosed(String segment, long bytes) {
                heard.add("closed " + segment);
            }

            @Override
            public void segmentPostponed(String journal, String reason) {
                heard.add("postponed " + journal + " " + reason);
            }

            @Override
            public void ticksLost(long ticks, String reason) {
                heard.add("lost " + ticks + " " + reason);
            }

            @Override
            public void writableAgain() {
                heard.add("again");
            }
        };
    }
}
