package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was cut or damaged. */
final class JournalTest {
    private static final int TICKS = 8;

    @TempDir
    Path temp;

    private final MemoryTrace trace = new RandomTraces(2).trace(TICKS);
    private final List<Integer> ends = new ArrayList<>();
    private Path dir;
    private Path journal;
    private byte[] whole = {};
    private TraceRecorder recorder;
    private int same;

    @BeforeEach
    void record() throws IOException {
        dir = temp.resolve("trace");
        recorder = TraceRecorder.open(
                dir, trace.header(), RecordingLimits.DEFAULT, RecordingReport.NONE, CrashingDisk.never(), false);
        journal = Journal.file(dir, trace.samples().get(0).tick());
        for (Sample sample : trace.samples()) {
            recorder.sample(sample);
            ends.add((int) Files.size(journal));
        }
        whole = Files.readAllBytes(journal);
    }

    @AfterEach
    void close() throws IOException {
        recorder.close();
    }

    @Test
    void cutJournalKeepsAllWholeTicksWhereverItIsCut() throws IOException {
        Random random = new Random(6);
        int tail = ends.get(TICKS - 2);
        for (int length = 0; length <= whole.length; length += length < tail ? 1 + random.nextInt(100) : 1) {
            Files.write(journal, Arrays.copyOf(whole, length));
            int cut = length;
            int ticks = (int) ends.stream().filter(end -> end <= cut).count();
            if (ticks == 0) {
                assertThatThrownBy(() -> ParquetTraces.open(dir)).hasMessageContaining("holds no sample");
            } else {
                assertThat(ParquetTraces.open(dir).samples())
                        .containsExactlyElementsOf(trace.samples().subList(0, ticks));
            }
        }
    }

    @Test
    void tornTailIsFollowedByNothingWhateverIsInIt() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            byte[] torn = whole.clone();
            int from = i == 0 ? 0 : 4 + random.nextInt(60);
            for (int at = ends.get(TICKS - 2) + from; at < torn.length; at++) {
                torn[at] = (byte) (i % 2 == 0 ? 0 : random.nextInt());
            }
            Files.write(journal, torn);

            assertThat(ParquetTraces.open(dir).samples())
                    .containsExactlyElementsOf(trace.samples().subList(0, TICKS - 1));
        }
    }

    @Test
    void flippedBitIsAnErrorUnlessTheTickMayHaveBeenTorn() throws IOException {
        Random random = new Random(7);
        for (int at = 0; at < whole.length; at += 1 + random.nextInt(20)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(journal, damaged);
            assertRefusedOrSame(at >= ends.get(TICKS - 2));
        }
        assertThat(same).isLessThan(10);
    }

    /** The last tick may have been torn; and a few bits of a compressed block may be what they want. */
    private void assertRefusedOrSame(boolean inLastTick) {
        try {
            List<Sample> read = MemoryTrace.copyOf(ParquetTraces.open(dir)).samples();
            assertThat(read.equals(trace.samples())
                            || (inLastTick && read.equals(trace.samples().subList(0, TICKS - 1))))
                    .isTrue();
            same += inLastTick ? 0 : 1;
        } catch (InputException e) {
            assertThat(e.getMessage()).contains(journal.toString());
            assertThat(e.getMessage().lines()).hasSize(1);
        }
    }

    @Test
    void journalOfAnotherTraceOrTickIsRefused() throws IOException {
        Path other = temp.resolve("other");
        MemoryTrace trace = new RandomTraces(3).trace(3);
        try (TraceRecorder recorder = TraceRecorder.open(
                other, trace.header(), RecordingLimits.DEFAULT, RecordingReport.NONE, CrashingDisk.never(), false)) {
            recorder.sample(trace.samples().get(0));
            Files.copy(
                    Journal.file(other, trace.samples().get(0).tick()), journal, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> ParquetTraces.open(dir)).hasMessageContaining("or of another journal");

        Files.write(journal, whole);
        Files.move(journal, Journal.file(dir, 900));
        assertThatThrownBy(() -> ParquetTraces.open(dir)).hasMessageContaining("or of another journal");
        Files.move(Journal.file(dir, 900), journal);
    }

    @Test
    void recoveryKeepsWhatIsWholeAndTheDamagedJournalToo() throws IOException {
        byte[] damaged = whole.clone();
        damaged[ends.get(4) + 30] ^= 1;
        Path copy = copyWith(damaged);

        Recovered recovered = Recovery.recover(copy, CrashingDisk.never());

        assertThat(recovered.ticks()).isEqualTo(TICKS - 1);
        assertThat(recovered.damagedBytes()).isEqualTo(ends.get(5) - ends.get(4));
        assertThat(recovered.setAside())
                .singleElement()
                .satisfies(name ->
                        assertThat(copy.resolve("journal").resolve(name)).hasBinaryContent(damaged));
        List<Sample> rest = new ArrayList<>(trace.samples());
        rest.remove(5);
        assertThat(ParquetTraces.open(copy).samples()).containsExactlyElementsOf(rest);
        assertThat(ParquetTraces.open(copy).events())
                .anyMatch(event -> event.type() == EventType.GAP
                        && event.detail().equals("a part of the journal was damaged and is left out"));
        assertThat(Recovery.recover(copy, CrashingDisk.never()).isNothing()).isTrue();
    }

    @Test
    void recoverySetsAsideAJournalWithoutHeader() throws IOException {
        byte[] damaged = whole.clone();
        damaged[100] ^= 1;
        Path copy = copyWith(damaged);

        Recovered recovered = Recovery.recover(copy, CrashingDisk.never());

        assertThat(recovered.setAside()).hasSize(1);
        assertThat(recovered.segments()).isEmpty();
        assertThat(recovered.damagedBytes()).isEqualTo(whole.length);
        assertThat(Recovery.recover(copy, CrashingDisk.never()).isNothing()).isTrue();
    }

    @Test
    void lengthsThatLieAllocateNothing() throws IOException {
        byte[] lying = Arrays.copyOf(whole, whole.length + 20);
        for (int i = 0; i < 20; i++) {
            lying[whole.length + i] = (byte) (i % 5 == 4 ? 0x0f : 0xff);
        }
        Files.write(journal, lying);

        assertThat(ParquetTraces.open(dir).samples()).containsExactlyElementsOf(trace.samples());
    }

    private Path copyWith(byte[] bytes) throws IOException {
        Path copy = temp.resolve("copy");
        Manifests.copy(dir, copy);
        Files.write(copy.resolve("journal").resolve(journal.getFileName()), bytes);
        return copy;
    }
}
