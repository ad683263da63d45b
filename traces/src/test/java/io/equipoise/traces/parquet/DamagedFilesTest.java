package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any file of a trace damaged at random: a clear error, or the trace as it was, and never a wrong value. */
final class DamagedFilesTest {
    private static final int INPUTS = 6_000;
    private static final int JOURNALS = 1_500;

    @TempDir
    Path temp;

    @Test
    void anyFileDamagedGivesAClearErrorOrTheTraceAsItWas() throws IOException {
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 3; round++) {
            MemoryTrace trace = new RandomTraces(round).trace(12);
            MemoryTrace other = new RandomTraces(round + 100).trace(12);
            Path dir = temp.resolve("trace" + round);
            Path otherDir = temp.resolve("other" + round);
            ParquetTraces.write(dir, trace, 64);
            ParquetTraces.write(otherDir, other, 64);
            List<Path> files = files(dir);
            List<Path> others = files(otherDir);
            for (int i = 0; i < INPUTS / 3; i++) {
                Path file = files.get(random.nextInt(files.size()));
                Path second = random.nextBoolean() ? files.get(random.nextInt(files.size())) : file;
                byte[] whole = Files.readAllBytes(file);
                byte[] wholeSecond = Files.readAllBytes(second);
                damage(file, second, others, random);
                refused += read(dir, trace) ? 0 : 1;
                Files.write(file, whole);
                Files.write(second, wholeSecond);
            }
            assertThat(read(dir, trace)).isTrue();
        }
        assertThat(refused).isGreaterThan(INPUTS * 3 / 4);
    }

    @Test
    void damagedJournalGivesAClearErrorOrItsFirstTicksAsTheyWere() throws IOException {
        Random random = new Random(12);
        MemoryTrace trace = new RandomTraces(4).trace(30);
        Path dir = temp.resolve("recorded");
        TraceRecorder recorder = TraceRecorder.open(
                dir, trace.header(), RecordingLimits.DEFAULT, RecordingReport.NONE, Disk.REAL, false);
        trace.copyTo(recorder);
        Path journal;
        try (Stream<Path> journals = Files.list(dir.resolve(Journal.FOLDER))) {
            journal = journals.toList().get(0);
        }
        byte[] whole = Files.readAllBytes(journal);
        int refused = 0;
        int cut = 0;
        for (int i = 0; i < JOURNALS; i++) {
            damage(journal, journal, List.of(journal), random);
            try {
                List<Sample> read = MemoryTrace.copyOf(ParquetTraces.open(dir)).samples();
                assertThat(trace.samples().subList(0, read.size())).isEqualTo(read);
                cut += read.size() < trace.samples().size() ? 1 : 0;
            } catch (InputException e) {
                assertThat(e.getMessage()).contains(dir.toString()).doesNotContain("\n");
                refused++;
            }
            Files.write(journal, whole);
        }
        recorder.close();
        assertThat(refused).isGreaterThan(JOURNALS / 4);
        assertThat(cut).isGreaterThan(JOURNALS / 10);
    }

    /** Whether it was read; what it was read as must then be the trace. */
    private static boolean read(Path dir, MemoryTrace trace) {
        try {
            Trace opened = ParquetTraces.open(dir);
            assertThat(MemoryTrace.copyOf(opened)).isEqualTo(trace);
            return true;
        } catch (InputException e) {
            assertThat(e.getMessage()).contains(dir.toString()).doesNotContain("\n");
            return false;
        }
    }

    private static void damage(Path file, Path second, List<Path> others, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(6)) {
            case 0 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> {
                byte[] both = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(50));
                Files.write(file, both);
            }
            case 2 -> {
                Files.write(file, Files.readAllBytes(second));
                Files.write(second, bytes);
            }
            case 3 -> Files.write(file, Files.readAllBytes(others.get(random.nextInt(others.size()))));
            case 4 -> {
                int from = random.nextInt(bytes.length);
                Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(64)), (byte) 0);
                Files.write(file, bytes);
            }
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, bytes);
            }
        }
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> found = Files.walk(dir)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
