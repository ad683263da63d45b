package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder as a process of its own, as a service manager and an administrator meet it. */
final class RecordDaemonTest {
    private static final Predicate<String> JOURNALED =
            Pattern.compile("is in the journal").asPredicate();
    private static final Predicate<String> ROLLED = Pattern.compile("SIGHUP").asPredicate();

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void assumeLibvirt() {
        boolean there = true;
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            there = false;
        }
        assumeTrue(there, "skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
        out = folder.resolve("trace");
    }

    @Test
    void terminationClosesEverything() throws Exception {
        try (CommandProcess recorder = record(Map.of())) {
            recorder.awaitLine(0, JOURNALED);
            assertThat(recorder.terminate()).isZero();
            assertThat(recorder.errors()).last().asString().contains("recorded ");
        }
        assertThat(samples()).isNotEmpty();
        try (Stream<Path> journals = Files.list(out.resolve("journal"))) {
            assertThat(journals).noneMatch(file -> file.toString().endsWith(".avro"));
        }
    }

    @Test
    void hangUpClosesTheSegmentAndGoesOn() throws Exception {
        assumeHangUp();
        try (CommandProcess recorder = record(Map.of())) {
            int line = recorder.awaitLine(0, JOURNALED);
            hangUp(recorder);
            line = recorder.awaitLine(line, ROLLED);
            recorder.awaitLine(line, JOURNALED);
            assertThat(recorder.terminate()).isZero();
        }
        try (Stream<Path> segments = Files.list(out.resolve("segments"))) {
            assertThat(segments).hasSize(2);
        }
    }

    @Test
    void serviceManagerIsToldOfStartReloadAndEnd() throws Exception {
        assumeHangUp();
        Path socket = folder.resolve("notify");
        try (NotifyListener manager = new NotifyListener(socket);
                CommandProcess recorder = record(Map.of("NOTIFY_SOCKET", socket.toString()))) {
            int line = recorder.awaitLine(0, JOURNALED);
            hangUp(recorder);
            recorder.awaitLine(line, ROLLED);
            assertThat(recorder.terminate()).isZero();
            List<String> messages = manager.messages();
            assertThat(messages).hasSize(4);
            assertThat(messages.get(0)).startsWith("READY=1\nSTATUS=recording test:///default");
            assertThat(messages.get(1)).startsWith("RELOADING=1\nMONOTONIC_USEC=");
            assertThat(messages.get(2)).isEqualTo("READY=1");
            assertThat(messages.get(3)).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void watchdogIsFedWhileTicksPass() throws Exception {
        Path socket = folder.resolve("notify");
        try (NotifyListener manager = new NotifyListener(socket);
                CommandProcess recorder = record(Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "1000"))) {
            int line = recorder.awaitLine(0, JOURNALED);
            recorder.awaitLine(line + 1, JOURNALED);
            assertThat(recorder.terminate()).isZero();
            assertThat(manager.messages()).contains("WATCHDOG=1");
        }
    }

    @Test
    void secondRecorderOfADirectoryIsRefused() throws Exception {
        try (CommandProcess first = record(Map.of())) {
            first.awaitLine(0, JOURNALED);
            try (CommandProcess second = record(Map.of())) {
                assertThat(second.exit()).isEqualTo(2);
                assertThat(second.errors())
                        .last()
                        .asString()
                        .contains(out.toString(), "is being written by process " + first.pid());
            }
            assertThat(first.terminate()).isZero();
        }
    }

    @Test
    void recordingThatWasKilledIsContinued() throws Exception {
        try (CommandProcess killed = record(Map.of())) {
            killed.awaitLine(0, JOURNALED);
            killed.kill();
        }
        int before = samples().size();
        try (CommandProcess next = record(Map.of())) {
            int line = next.awaitLine(0, said -> said.contains("recovered " + before + " tick"));
            next.awaitLine(line, said -> said.contains("continuing " + out + " after tick"));
            next.awaitLine(line, JOURNALED);
            assertThat(next.terminate()).isZero();
        }
        assertThat(samples().size()).isGreaterThan(before);
        assertThat(samples()).extracting(Sample::tick).isSorted().doesNotHaveDuplicates();
        assertThat(trace().events())
                .filteredOn(event -> event.type() == EventType.GAP)
                .extracting(Event::detail)
                .anyMatch(detail -> detail.contains("the recorder was not running"));
    }

    @Test
    void metricsAreServedWhileItRecords() throws Exception {
        try (CommandProcess recorder = record(Map.of(), "--metrics", "0")) {
            int line = recorder.awaitLine(0, said -> said.contains("metrics are at "));
            recorder.awaitLine(line, JOURNALED);
            String said = recorder.errors().get(line);
            URI uri = URI.create(said.substring(said.indexOf("http://")));
            assertThat(uri.getHost()).isIn("localhost", "127.0.0.1");
            String scraped = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            assertThat(scraped)
                    .contains(
                            "equipoise_samples_total ", "equipoise_libvirt_call_duration_seconds_count{call=\"stats\"}")
                    .doesNotContain("equipoise_journal_written_bytes_total 0.0");
            assertThat(recorder.terminate()).isZero();
        }
    }

    @Test
    void linesBeginWithTheTimeWhereNobodyElseNotesIt() throws Exception {
        try (CommandProcess plain = record(Map.of());
                CommandProcess journald = record(Map.of("JOURNAL_STREAM", "8:1"), "--out", folder.resolve("other"))) {
            int line = plain.awaitLine(0, said -> said.contains("recording 1 domain"));
            assertThat(plain.errors().get(line)).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ .*");
            line = journald.awaitLine(0, said -> said.contains("recording 1 domain"));
            assertThat(journald.errors().get(line)).doesNotMatch("\\d{4}-.*");
        }
    }

    private CommandProcess record(Map<String, String> environment, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(
                List.of("record", "--log-level", "debug", "--uri", "test:///default", "--interval", "50ms"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--out")) {
            arguments.addAll(List.of("--out", out));
        }
        return CommandProcess.start(environment, arguments.toArray());
    }

    /** A process that was started with SIGHUP ignored, as nohup does, leaves it so to its children. */
    private static void assumeHangUp() throws IOException {
        String ignored = Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(7).strip())
                .collect(Collectors.joining());
        assumeTrue(
                (Long.parseUnsignedLong(ignored, 16) & 1) == 0,
                "skipped: SIGHUP is ignored here; run the tests without nohup");
    }

    private static void hangUp(CommandProcess recorder) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(recorder.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private MemoryTrace trace() {
        return MemoryTrace.copyOf(ParquetTraces.open(out));
    }

    private List<Sample> samples() {
        return trace().samples();
    }
}
