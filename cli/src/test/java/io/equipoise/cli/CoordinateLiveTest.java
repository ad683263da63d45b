package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.testbed.Await;
import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coordinating real guests: whatever happens meanwhile, in the end they answer and are as they were found. */
final class CoordinateLiveTest {
    private static final int GUESTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern PID = Pattern.compile("<domstatus[^>]* pid='(\\d+)'");

    @TempDir
    static Path dir;

    private static LiveTestbed live;
    private static int runs;

    private Path state;
    private Path trace;
    private Map<String, String> found;

    @BeforeAll
    static void boot() throws IOException {
        live = LiveTestbed.up(dir.resolve("testbed"), GUESTS, new GuestShape(1, 384, 768));
        virsh("dommemstat", "aos_vm2", "--period", "7", "--live");
    }

    @AfterAll
    static void end() throws IOException {
        if (live != null) {
            live.close();
        }
    }

    @BeforeEach
    void look() throws IOException {
        runs++;
        state = dir.resolve("state" + runs);
        trace = dir.resolve("trace" + runs);
        found = host();
    }

    @AfterEach
    void hostIsAsFoundAndGuestsAnswer() throws IOException {
        assertThat(host()).isEqualTo(found);
        for (Guest guest : live.guests()) {
            guest.send("ping");
        }
    }

    @Test
    void sigtermPutsEverythingBackAndNoSecondOneMayInterfere() throws Exception {
        try (CommandProcess coordinator = coordinate("--shadow", "fixed-step")) {
            coordinator.awaitLine(0, line -> line.contains("coordinating 3 domains"));
            awaitChanges(GUESTS);
            try (CommandProcess second = coordinate()) {
                assertThat(second.exit()).isEqualTo(ExitCode.UNUSABLE);
                assertThat(second.errors()).singleElement().asString().contains("process " + coordinator.pid());
            }
            assertThat(restore()).contains("process " + coordinator.pid());
            assertThat(coordinator.terminate()).isZero();
            assertThat(coordinator.errors()).anyMatch(line -> line.contains("restored 3 affinities, 3 balloons"));
        }

        List<Decision> decisions = decisions();
        assertThat(decisions)
                .filteredOn(row -> row.role() == Role.SHADOW && row.planned() != null)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.answer()).isNull());
        assertThat(decisions)
                .filteredOn(row -> "round-robin".equals(row.policy()) && row.planned() != null)
                .hasSize(GUESTS)
                .allSatisfy(row -> {
                    assertThat(row.answer()).isEqualTo("ok");
                    assertThat(row.observed()).isEqualTo(row.guarded());
                });
        assertThat(decisions)
                .filteredOn(row -> "headroom".equals(row.policy()) && "ok".equals(row.answer()))
                .hasSizeGreaterThanOrEqualTo(GUESTS);
    }

    @Test
    void restoreUndoesWhatAKilledOneDid() throws Exception {
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            coordinator.kill();
        }
        assertThat(host()).isNotEqualTo(found);

        assertThat(restore()).contains("restored 3 affinities, 3 balloons and 1 report period");
        assertThat(restore()).contains("nothing to restore");
    }

    @Test
    void nextOneFirstPutsBackWhatAKilledOneLeft() throws Exception {
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            coordinator.kill();
        }
        try (CommandProcess coordinator = coordinate("--pause-file", dir)) {
            int line = coordinator.awaitLine(0, said -> said.contains("doing that first"));
            line = coordinator.awaitLine(line, said -> said.contains("restored 3 affinities, 3 balloons"));
            coordinator.awaitLine(line, said -> said.contains("coordinating 3 domains"));
            assertThat(affinities(host())).isEqualTo(affinities(found));
            assertThat(coordinator.terminate()).isZero();
        }
    }

    @Test
    void dryRunSaysWhatItWouldDoAndTouchesNothing() throws Exception {
        String said = run(
                "coordinate",
                "--dry-run",
                "--duration",
                "3s",
                "--cpu",
                "round-robin",
                "--memory",
                "headroom",
                "--memory-budget",
                "3GiB",
                "--domains",
                "aos_vm*",
                "--uri",
                live.uri(),
                "--state",
                state);

        assertThat(said)
                .contains("tick 0: round-robin (dry run): aos_vm2 vCPU 0: ")
                .contains("headroom (dry run): aos_vm1: 384 → ")
                .contains("equipoise: 0 actions, ");
        assertThat(host()).isEqualTo(found);
        assertThat(state).doesNotExist();
    }

    @Test
    void keptChangesArePutBackByRestoreLater() throws Exception {
        try (CommandProcess coordinator = coordinate("--keep")) {
            awaitChanges(GUESTS);
            assertThat(coordinator.terminate()).isZero();
        }
        assertThat(affinities(host())).isNotEqualTo(affinities(found));

        assertThat(restore()).contains("restored 3 affinities, 3 balloons and 0 report periods");
    }

    @Test
    void guestThatIsDestroyedOrStartedAnewIsLeftAloneAndTheOthersArePutBack() throws Exception {
        String xml = virsh("dumpxml", "aos_vm3");
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            virsh("destroy", "aos_vm3");
            awaitChanges(GUESTS - 1);
            virsh("create", Files.writeString(dir.resolve("aos_vm3.xml"), xml).toString());
            Guest again = live.guests().get(2);
            Await.until("the guest to boot again", LIMIT, () -> answers(again));
            assertThat(coordinator.terminate()).isZero();
        }

        assertThat(events(EventType.DOMAIN_STOPPED)).hasSize(1);
        assertThat(events(EventType.DOMAIN_STARTED)).hasSize(1);
    }

    @Test
    void guestThatIsResetGoesOnAndIsPutBack() throws Exception {
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            virsh("reset", "aos_vm2");
            Await.until(
                    "the guest to boot again",
                    LIMIT,
                    () -> answers(live.guests().get(1)));
            assertThat(coordinator.terminate()).isZero();
        }

        assertThat(events(EventType.DOMAIN_REBOOTED)).isNotEmpty();
    }

    @Test
    void stoppedQemuCostsOnlyItsOwnGuestAndIsPutBackWhenItGoesOn() throws Exception {
        String pid = qemu("aos_vm1");
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            signal("STOP", pid);
            coordinator.awaitLine(0, line -> line.contains("aos_vm1 does not answer"));
            assertThat(coordinator.terminate()).isEqualTo(ExitCode.FAILED);
            assertThat(coordinator.errors()).anyMatch(line -> line.contains("not everything is as it was"));
        } finally {
            signal("CONT", pid);
        }
        Map<String, String> others = host();
        others.remove("aos_vm1");
        found.forEach(
                (guest, was) -> assertThat(others.getOrDefault(guest, was)).isEqualTo(was));

        Await.until(
                "the stopped guest to be put back",
                LIMIT,
                () -> restore().contains("restored 1 affinity") || host().equals(found));
    }

    @Test
    void daemonThatDiesIsFoundAgainAndEverythingIsPutBack() throws Exception {
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS);
            Path daemon = live.testbed().folder().path().resolve("libvirt/run/testbed.pid");
            signal("KILL", Files.readString(daemon).strip());
            int line = coordinator.awaitLine(0, said -> said.contains("tick missed"));
            live.testbed().startDaemon();
            coordinator.awaitLine(line, said -> said.contains("recording again"));
            assertThat(coordinator.terminate()).isZero();
        }

        assertThat(events(EventType.GAP)).isNotEmpty();
    }

    @Test
    void guestWithoutDriverIsLeftAlone() throws Exception {
        // Without kernel and disk it stays in its firmware.
        String xml = virsh("dumpxml", "aos_vm3", "--inactive")
                .replaceAll("<(uuid|kernel|initrd|cmdline)>.*?</\\1>", "")
                .replaceAll("(?s)<(disk|serial|console|seclabel)\\b.*?</\\1>", "")
                .replace("aos_vm3", "aos_vm9");
        virsh("create", Files.writeString(dir.resolve("aos_vm9.xml"), xml).toString());
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS + 1);
            assertThat(coordinator.terminate()).isZero();
        } finally {
            virsh("destroy", "aos_vm9");
        }

        assertThat(MemoryTrace.copyOf(ParquetTraces.open(trace)).samples())
                .anySatisfy(sample ->
                        assertThat(sample.domains()).extracting("name").contains("aos_vm9"));
        assertThat(decisions())
                .filteredOn(row -> row.reason() != null && row.reason().startsWith("aos_vm9: "))
                .allSatisfy(row -> assertThat(row.answer()).isNull());
    }

    private CommandProcess coordinate(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "coordinate",
                "--cpu",
                "round-robin",
                "--memory",
                "headroom",
                "--memory-budget",
                "3GiB",
                "--domains",
                "aos_vm*",
                "--uri",
                live.uri(),
                "--state",
                state,
                "--record",
                trace));
        arguments.addAll(List.of(more));
        return CommandProcess.start(arguments.toArray());
    }

    /** Waits until so many guests are pinned to one pCPU and the others, but for one without driver, are smaller. */
    private void awaitChanges(int guests) throws IOException {
        Await.until("the coordinator to change " + guests + " guests", LIMIT, () -> {
            Map<String, String> now = host();
            long pinned = now.values().stream()
                    .filter(guest -> guest.matches("on \\d+, .*"))
                    .count();
            long shrunk = now.entrySet().stream()
                    .filter(guest -> found.containsKey(guest.getKey())
                            && !guest.getValue().contains(" 393216 KiB"))
                    .count();
            return pinned == guests && shrunk >= Math.min(guests, GUESTS);
        });
    }

    private String restore() throws IOException {
        return run("restore", "--state", state);
    }

    private static String run(Object... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter to = new PrintWriter(said, true);
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        Equipoise.commandLine().setOut(to).setErr(to).execute(words);
        return said.toString();
    }

    /** Of each guest: where it may run, its balloon, its period. */
    private static Map<String, String> host() throws IOException {
        Map<String, String> guests = new TreeMap<>();
        for (String name : virsh("list", "--name").lines().map(String::strip).toList()) {
            if (!name.isEmpty()) {
                guests.put(
                        name,
                        "on " + virsh("vcpupin", name, "--live").replaceAll("(?s).*0 +(\\S+).*", "$1") + ", "
                                + first("actual (\\d+)", virsh("dommemstat", name)) + " KiB, every "
                                + first("<stats period='(\\d+)'", virsh("dumpxml", name)) + " s");
            }
        }
        return guests;
    }

    private static List<String> affinities(Map<String, String> host) {
        return host.values().stream()
                .map(guest -> guest.replaceAll(",? \\d+ KiB.*", ""))
                .toList();
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "no";
    }

    private List<Decision> decisions() {
        return ParquetTraces.open(trace).decisions();
    }

    private List<Event> events(EventType type) {
        return ParquetTraces.open(trace).events().stream()
                .filter(event -> event.type() == type)
                .toList();
    }

    private static boolean answers(Guest guest) {
        try {
            guest.send("ping");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String qemu(String guest) throws IOException {
        Path status = live.testbed().folder().path().resolve("libvirt/run/qemu/" + guest + ".xml");
        return first(PID.pattern(), Files.readString(status));
    }

    private static void signal(String name, String pid) throws IOException {
        command("kill", "-" + name, pid);
    }

    private static String virsh(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", live.uri()));
        command.addAll(List.of(words));
        return command(command.toArray(new String[0]));
    }

    private static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            StringWriter said = new StringWriter();
            output.transferTo(said);
            assertThat(process.waitFor())
                    .as(String.join(" ", words) + ": " + said)
                    .isZero();
            return said.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
