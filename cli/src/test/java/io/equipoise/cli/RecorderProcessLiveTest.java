package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.testbed.GuestShape;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder as a process on real guests: killed, on a full disk, and under a clock that is set back. */
final class RecorderProcessLiveTest {
    private static final int KILLS = 50;
    private static final String GUEST = "aos_vm1";
    private static final Pattern JOURNALED = Pattern.compile("tick (\\d+) is in the journal");
    private static final Path FAKE_CLOCK = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @TempDir
    static Path dir;

    private static LiveTestbed live;

    @BeforeAll
    static void boot() throws IOException {
        live = LiveTestbed.up(dir.resolve("testbed"), 2, new GuestShape(1, 256, 256));
    }

    @AfterAll
    static void end() throws IOException {
        if (live != null) {
            live.close();
        }
    }

    @Test
    void everyTickThatWasJournaledSurvivesFiftyKillsAtRandomInstants() throws Exception {
        Path out = dir.resolve("killed");
        Random random = new Random(9);
        TreeSet<Long> journaled = new TreeSet<>();
        int duringStart = 0;
        for (int i = 0; i < KILLS; i++) {
            try (CommandProcess recorder = record(out, "20ms", "--segment-age", "200ms")) {
                if (i > 0 && random.nextInt(3) == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_500)));
                } else {
                    int wanted = random.nextInt(40);
                    for (int line = -1; wanted >= 0; wanted--) {
                        line = recorder.awaitLine(line + 1, JOURNALED.asPredicate());
                    }
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                }
                recorder.kill();
                List<Long> ticks = journaled(recorder);
                duringStart += ticks.isEmpty() ? 1 : 0;
                journaled.addAll(ticks);
            }
            List<Long> kept = ticks(MemoryTrace.copyOf(ParquetTraces.open(out)));
            assertThat(kept).as("kill %d", i).isSorted().doesNotHaveDuplicates().containsAll(journaled);
        }
        MemoryTrace left = MemoryTrace.copyOf(ParquetTraces.open(out));
        assertThat(Equipoise.commandLine().execute("recover", out.toString())).isZero();
        MemoryTrace recovered = MemoryTrace.copyOf(ParquetTraces.open(out));
        assertThat(recovered.samples()).isEqualTo(left.samples());
        assertThat(out.resolve("journal")).isDirectoryNotContaining("glob:**.avro");
        assertThat(ticks(recovered).size() - journaled.size()).isBetween(0, KILLS);
        tell(
                "recorder killed at " + KILLS + " random instants, " + duringStart + " of them before its first tick",
                "all " + journaled.size() + " ticks that were in the journal, "
                        + (ticks(recovered).size() - journaled.size()) + " more that were being written");
    }

    @Test
    void fullDiskLosesOnlyTheTicksOfThatTimeAndTheTraceSaysSo() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=768k", "tmpfs", disk) == 0, "a tmpfs cannot be mounted here");
        try {
            Path out = disk.resolve("trace");
            Path filler = disk.resolve("filler");
            try (CommandProcess recorder = record(out, "20ms", "--segment-age", "1s")) {
                int line = recorder.awaitLine(0, JOURNALED.asPredicate());
                fill(filler);
                line = recorder.awaitLine(line, said -> said.contains("No space left on device"));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                assertThat(ParquetTraces.open(out).samples()).isNotEmpty();
                Files.delete(filler);
                line = recorder.awaitLine(line + 1, JOURNALED.asPredicate());
                recorder.awaitLine(line + 1, JOURNALED.asPredicate());
                assertThat(recorder.terminate()).isZero();

                MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(out));
                List<Long> kept = ticks(trace);
                assertThat(kept).isSorted().doesNotHaveDuplicates().containsAll(journaled(recorder));
                List<Event> gaps = gaps(trace, "No space left on device");
                assertThat(gaps).isNotEmpty();
                tell(
                        "disk full while recording, room again after half a second",
                        kept.size() + " ticks before and after; the gap: "
                                + gaps.get(0).detail());
            }
        } finally {
            run("umount", "-l", disk);
        }
    }

    @Test
    void clockThatIsSetBackLeavesTicksAndElapsedTimesAsTheyAre() throws Exception {
        assumeTrue(Files.exists(FAKE_CLOCK), "libfaketime is not installed, which testbed/setup does");
        Path clock = Files.writeString(dir.resolve("clock"), "+0");
        Path out = dir.resolve("clock-trace");
        Map<String, String> fake = Map.of(
                "LD_PRELOAD", FAKE_CLOCK.toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
        try (CommandProcess recorder = CommandProcess.start(fake, arguments(out, "100ms"))) {
            int line = recorder.awaitLine(0, JOURNALED.asPredicate());
            Files.writeString(clock, "-3600");
            for (int ticks = 0; ticks < 20; ticks++) {
                line = recorder.awaitLine(line + 1, JOURNALED.asPredicate());
            }
            assertThat(recorder.terminate()).isZero();
        }
        MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(out));
        long back = 0;
        for (int i = 1; i < trace.samples().size(); i++) {
            Sample before = trace.samples().get(i - 1);
            Sample now = trace.samples().get(i);
            long ticks = now.tick() - before.tick();
            assertThat(ticks).isPositive();
            assertThat((now.monotonicNanos() - before.monotonicNanos()) / 1e8).isBetween(ticks - 0.9, ticks + 0.9);
            back += now.utcMicros() < before.utcMicros() - 3_000_000_000L ? 1 : 0;
        }
        assertThat(back).isEqualTo(1);
        tell(
                "wall clock set back by an hour while recording",
                trace.samples().size() + " ticks without a jump in elapsed time, each with the clock's own time");
    }

    @Test
    void periodThatAKilledRecorderLeftSetIsPutBackByRecovery() throws Exception {
        assertThat(run("virsh", "-c", live.uri(), "dommemstat", GUEST, "--period", "5", "--live"))
                .isZero();
        Path out = dir.resolve("period");
        try (CommandProcess recorder = record(out, "200ms", "--set-stats-period")) {
            int line = -1;
            for (int ticks = 0; !description().contains("<stats period='1'/>") && ticks < 100; ticks++) {
                line = recorder.awaitLine(line + 1, JOURNALED.asPredicate());
            }
            assertThat(description()).contains("<stats period='1'/>");
            recorder.kill();
        }
        assertThat(description()).contains("<stats period='1'/>");

        assertThat(Equipoise.commandLine().execute("recover", out.toString())).isZero();

        assertThat(description()).contains("<stats period='5'/>");
        tell(
                "recorder killed that had set a guest's statistics period from 5 to 1 s",
                "its note; recover set 5 s again");
    }

    private static String description() throws IOException {
        Process virsh = new ProcessBuilder("virsh", "-c", live.uri(), "dumpxml", GUEST).start();
        return new String(virsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static CommandProcess record(Path out, String interval, Object... more) throws IOException {
        return CommandProcess.start(arguments(out, interval, more));
    }

    private static Object[] arguments(Path out, String interval, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("--log-level", "debug", "record", "--uri", live.uri(), "--interval", interval, "--out", out));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    private static List<Long> journaled(CommandProcess recorder) {
        return recorder.errors().stream()
                .map(JOURNALED::matcher)
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }

    private static List<Long> ticks(MemoryTrace trace) {
        return trace.samples().stream().map(Sample::tick).toList();
    }

    private static List<Event> gaps(MemoryTrace trace, String reason) {
        return trace.events().stream()
                .filter(event -> event.type() == EventType.GAP && event.detail().contains(reason))
                .toList();
    }

    /** Shows in the tests' log what was done and what was kept. */
    private static void tell(String injected, String kept) {
        System.out.println("FAULT " + injected + " -> " + kept);
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(Object... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
