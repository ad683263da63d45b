package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and threads on one directory. */
final class WritersTest {
    @TempDir
    Path temp;

    @Test
    void writerInAnotherProcessIsRefusedAndItsTraceTakenOverOnceItWasKilled() throws Exception {
        Path dir = temp.resolve("trace");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
            assertThat(out.readLine()).isEqualTo("recording");

            assertThatThrownBy(() -> open(dir).close())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is being written by process " + other.pid());
            assertThatThrownBy(() -> Compaction.compact(dir)).hasMessageContaining("process " + other.pid());
            assertThat(ParquetTraces.open(dir).samples()).hasSize(3);
        } finally {
            other.destroyForcibly().waitFor();
        }

        try (TraceRecorder recorder = open(dir)) {
            assertThat(recorder.recovered().ticks()).isEqualTo(3);
        }
    }

    /** Records three ticks and then waits to be killed. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            TraceRecorder recorder = open(Path.of(arguments[0]));
            for (int tick = 0; tick < 3; tick++) {
                recorder.sample(Recordings.bare(tick));
            }
            System.out.println("recording");
            while (System.in.read() >= 0) {
                recorder.lastTick();
            }
        }
    }

    private static TraceRecorder open(Path dir) {
        return ParquetTraces.record(dir, Recordings.empty().header(), RecordingLimits.DEFAULT, RecordingReport.NONE);
    }

    @Test
    void readersNeverSeeASegmentThatIsHalfThere() throws Exception {
        Path dir = temp.resolve("trace");
        RecordingLimits limits = new RecordingLimits(5, null, 1_000_000, new Keep(null, 40_000L));
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Integer> sizes = new ArrayList<>();
        try (TraceRecorder recorder = TraceRecorder.open(
                dir, Recordings.empty().header(), limits, RecordingReport.NONE, CrashingDisk.never(), true)) {
            recorder.sample(Recordings.bare(0));
            Thread reader = new Thread(() -> {
                while (!done.get()) {
                    readWhole(dir, sizes);
                }
            });
            reader.setUncaughtExceptionHandler((thread, error) -> failure.set(error));
            reader.start();
            for (int tick = 1; tick < 300; tick++) {
                recorder.sample(Recordings.bare(tick));
            }
            done.set(true);
            reader.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(sizes).isNotEmpty();
    }

    /** What was removed meanwhile is an error, never a gap. */
    private static void readWhole(Path dir, List<Integer> sizes) {
        List<Sample> samples;
        try {
            samples = MemoryTrace.copyOf(ParquetTraces.open(dir)).samples();
        } catch (InputException e) {
            assertThat(e.getMessage()).containsAnyOf("was removed while it was to be read", Moving.GONE);
            return;
        }
        sizes.add(samples.size());
        for (int i = 1; i < samples.size(); i++) {
            assertThat(samples.get(i).tick()).isEqualTo(samples.get(i - 1).tick() + 1);
        }
    }
}
