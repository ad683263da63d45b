package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.CrashingDisk.Crash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is killed between, and in the middle of, any two steps. */
final class CrashTest {
    private static final int MOST_STEPS = 2_000;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void recordingLosesAtMostTheTickBeingWritten(long seed) throws IOException {
        crashEverywhere(new RandomTraces(seed).trace(9), new RecordingLimits(9, null, 1_000_000, Keep.ALL), false);
    }

    @Test
    void retentionLosesNothingElse() throws IOException {
        RecordingLimits limits = new RecordingLimits(9, null, 1_000_000, new Keep(null, 1L));
        crashEverywhere(new RandomTraces(3).trace(7), limits, true);
    }

    private void crashEverywhere(MemoryTrace trace, RecordingLimits limits, boolean forgets) throws IOException {
        CrashingDisk disk = new CrashingDisk(0, 0);
        int steps = 0;
        for (; disk.isCrashed() || steps == 0; steps++) {
            assertThat(steps).isLessThan(MOST_STEPS);
            disk = new CrashingDisk(steps, steps);
            Path dir = temp.resolve("trace" + steps);
            int written = record(dir, trace, limits, disk);
            if (written > 0) {
                checkKept(dir, trace, written, forgets);
            }
            checkGoesOn(dir, trace);
            Manifests.delete(dir);
        }
        assertThat(steps).isGreaterThan(50);
    }

    /** Returns how many samples were taken. */
    private static int record(Path dir, MemoryTrace trace, RecordingLimits limits, Disk disk) throws IOException {
        int written = 0;
        try {
            TraceRecorder recorder = TraceRecorder.open(dir, trace.header(), limits, RecordingReport.NONE, disk, false);
            try (recorder) {
                for (Sample sample : trace.samples()) {
                    recorder.sample(sample);
                    written++;
                    rowsOf(trace, sample.tick()).copyTo(recorder);
                }
            }
        } catch (Crash e) {
            return written;
        }
        return written;
    }

    private static MemoryTrace rowsOf(MemoryTrace trace, long tick) {
        return new MemoryTrace(
                trace.header(),
                List.of(),
                trace.events().stream().filter(event -> event.tick() == tick).toList(),
                trace.loads().stream().filter(load -> load.tick() == tick).toList(),
                trace.decisions().stream()
                        .filter(decision -> decision.tick() == tick)
                        .toList());
    }

    private static void checkKept(Path dir, MemoryTrace trace, int written, boolean forgets) throws IOException {
        MemoryTrace opened = MemoryTrace.copyOf(ParquetTraces.open(dir));
        List<Sample> samples = trace.samples();
        int end = samples.indexOf(opened.samples().get(opened.samples().size() - 1)) + 1;
        int begin = samples.indexOf(opened.samples().get(0));
        assertThat(end).isBetween(written, written + 1);
        assertThat(opened.samples()).isEqualTo(samples.subList(begin, end));
        if (!forgets) {
            assertThat(begin).isZero();
            checkOtherRows(trace, opened, samples.get(end - 1).tick());
        }

        Recovered first = Recovery.recover(dir, CrashingDisk.never());
        assertThat(MemoryTrace.copyOf(ParquetTraces.open(dir))).isEqualTo(opened);
        assertThat(first.damagedBytes()).isZero();
        assertThat(first.setAside()).isEmpty();
        checkClean(dir);
        assertThat(Recovery.recover(dir, CrashingDisk.never()).isNothing()).isTrue();
    }

    /** Rows of a tick come after its sample, and last with the next one, or at the end. */
    private static void checkOtherRows(MemoryTrace trace, Trace opened, long lastTick) {
        long end = opened.decisions().stream().anyMatch(decision -> decision.tick() == lastTick)
                        || opened.loads().stream().anyMatch(load -> load.tick() == lastTick)
                        || opened.events().stream().anyMatch(event -> event.tick() == lastTick)
                ? lastTick + 1
                : lastTick;
        assertThat(opened.events())
                .isEqualTo(trace.events().stream()
                        .filter(event -> event.tick() < end)
                        .toList());
        assertThat(opened.loads())
                .isEqualTo(
                        trace.loads().stream().filter(load -> load.tick() < end).toList());
        assertThat(opened.decisions())
                .isEqualTo(trace.decisions().stream()
                        .filter(decision -> decision.tick() < end)
                        .toList());
    }

    static void checkClean(Path dir) throws IOException {
        Listing listing = Listing.of(dir);
        assertThat(listing.journals()).isEmpty();
        assertThat(listing.removed()).isEmpty();
        assertThat(listing.files().keySet()).isEqualTo(listing.manifests());
        assertThat(Manifests.files(dir)).noneMatch(file -> Disk.isUnfinished(file.toString()));
    }

    /** Whatever was left, the next recorder begins there. */
    private static void checkGoesOn(Path dir, MemoryTrace trace) throws IOException {
        long before = count(dir);
        try (TraceRecorder recorder = TraceRecorder.open(
                dir, trace.header(), RecordingLimits.DEFAULT, RecordingReport.NONE, CrashingDisk.never(), false)) {
            recorder.sample(Recordings.bare(0));
        }
        assertThat(count(dir)).isEqualTo(before + 1);
    }

    private static long count(Path dir) throws IOException {
        if (!Files.exists(dir.resolve("trace.json"))
                || TraceDirectory.parts(dir, HeaderFile.read(dir)).isEmpty()) {
            return 0;
        }
        return MemoryTrace.copyOf(ParquetTraces.open(dir)).samples().size();
    }

    @Test
    void recoveryGoesOnWhereItWasStopped() throws IOException {
        MemoryTrace trace = new RandomTraces(4).trace(12);
        RecordingLimits limits = new RecordingLimits(6, null, 1_000_000, Keep.ALL);
        Path before = temp.resolve("before");
        for (int steps = 30;
                !Files.exists(before) || Listing.of(before).leftovers(before).isEmpty();
                steps++) {
            before = temp.resolve("before" + steps);
            record(before, trace, limits, new CrashingDisk(steps, 1));
        }
        MemoryTrace opened = MemoryTrace.copyOf(ParquetTraces.open(before));

        boolean crashed = true;
        for (int steps = 0; crashed; steps++) {
            Path dir = temp.resolve("trace" + steps);
            Manifests.copy(before, dir);
            crashed = stopped(dir, steps, Recovery::recover);
            assertThat(MemoryTrace.copyOf(ParquetTraces.open(dir))).isEqualTo(opened);
            Recovery.recover(dir, CrashingDisk.never());
            assertThat(MemoryTrace.copyOf(ParquetTraces.open(dir))).isEqualTo(opened);
            checkClean(dir);
        }
    }

    @Test
    void compactionNeverLosesOrRepeatsARow() throws IOException {
        MemoryTrace trace = new RandomTraces(5).trace(20);
        Path before = temp.resolve("before");
        ParquetTraces.write(before, trace, 50);
        assertThat(Listing.of(before).manifests()).hasSizeGreaterThan(2);

        boolean crashed = true;
        for (int steps = 0; crashed; steps++) {
            Path dir = temp.resolve("trace" + steps);
            Manifests.copy(before, dir);
            crashed = stopped(dir, steps, Compaction::compact);
            Recordings.assertSame(ParquetTraces.open(dir), trace);
            Recovery.recover(dir, CrashingDisk.never());
            Recordings.assertSame(ParquetTraces.open(dir), trace);
            checkClean(dir);
            Compaction.compact(dir, CrashingDisk.never());
            Recordings.assertSame(ParquetTraces.open(dir), trace);
            assertThat(Listing.of(dir).manifests()).hasSize(1);
        }
    }

    private interface Work {
        Object doIn(Path dir, Disk disk);
    }

    private static boolean stopped(Path dir, int steps, Work work) {
        CrashingDisk disk = new CrashingDisk(steps, steps);
        try {
            work.doIn(dir, disk);
        } catch (Crash e) {
            return true;
        }
        return false;
    }
}
