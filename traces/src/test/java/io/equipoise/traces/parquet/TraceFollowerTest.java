package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceFollowerTest {
    @TempDir
    Path temp;

    private Path dir;

    @BeforeEach
    void name() {
        dir = temp.resolve("trace");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everySampleIsHandedOverOnceWheneverItIsAskedFor(long seed) throws IOException {
        Random random = new Random(seed);
        MemoryTrace trace = new RandomTraces(seed).trace(40);
        List<Sample> followed = new ArrayList<>();
        try (TraceRecorder recorder = record(trace);
                TraceFollower follower = ParquetTraces.follow(dir, 2)) {
            assertThat(follower.poll()).isEmpty();
            recorder.sample(trace.samples().get(0));
            followed.addAll(follower.poll());
            for (Sample sample : trace.samples().subList(1, 40)) {
                recorder.sample(sample);
                if (random.nextInt(6) == 0) {
                    followed.addAll(follower.poll());
                }
            }
            recorder.close();
            followed.addAll(follower.poll());
            assertThat(follower.poll()).isEmpty();
        }
        assertThat(followed).isEqualTo(trace.samples());
    }

    @Test
    void beginsWithTheNewestSamplesAndGoesOnInTheNextRecording() throws IOException {
        MemoryTrace bare = Recordings.empty();
        try (TraceRecorder recorder = record(bare)) {
            for (int tick = 0; tick < 50; tick++) {
                recorder.sample(Recordings.bare(tick));
            }
        }
        try (TraceFollower follower = ParquetTraces.follow(dir, 12)) {
            assertThat(follower.header()).isEqualTo(bare.header());
            assertThat(follower.poll())
                    .extracting(Sample::tick)
                    .containsExactlyElementsOf(LongStream.range(38, 50).boxed().toList());
            assertThat(follower.isRecorded()).isFalse();
            try (TraceRecorder recorder = record(bare)) {
                recorder.sample(Recordings.bare(60));
                assertThat(follower.isRecorded()).isTrue();
                assertThat(follower.poll()).extracting(Sample::tick).containsExactly(60L);
            }
            assertThat(follower.poll()).isEmpty();
            assertThat(follower.isRecorded()).isFalse();
        }
    }

    private TraceRecorder record(MemoryTrace trace) throws IOException {
        RecordingLimits limits = new RecordingLimits(20, null, 1_000_000, Keep.ALL);
        return TraceRecorder.open(dir, trace.header(), limits, RecordingReport.NONE, CrashingDisk.never(), false);
    }
}
