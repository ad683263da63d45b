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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coordinating real guests: whatever happens meanwhile, in the end they answer and are as they were found. */
final class CoordinateLiveTest {
    private static final int GUESTS = 3;
    private static final Path EXAMPLES = Path.of("..", "examples", "exec");
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
            assertThat(LiveTestbed.affinities(host())).isEqualTo(LiveTestbed.affinities(found));
            assertThat(coordinator.terminate()).isZero();
        }
    }

    @Test
    void dryRunSaysWhatItWouldDoAndTouchesNothing() throws Exception {
        String options = "--dry-run --duration 3s --cpu round-robin --memory headroom --memory-budget 3GiB";
        Object[] words =
                ("coordinate " + options + " --domains aos_vm* --uri " + live.uri() + " --state " + state).split(" ");
        String said = run(words);

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
        assertThat(LiveTestbed.affinities(host())).isNotEqualTo(LiveTestbed.affinities(found));

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
            Await.until("the guest to boot again", LIMIT, () -> LiveTestbed.answers(again));
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
                    () -> LiveTestbed.answers(live.guests().get(1)));
            assertThat(coordinator.terminate()).isZero();
        }

        assertThat(events(EventType.DOMAIN_REBOOTED)).isNotEmpty();
    }

    @Test
    void stoppedQemuCostsOnlyItsOwnGuestAndIsPutBackWhenItGoesOn() throws Exception {
        String pid = live.qemu("aos_vm1");
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
        live.createWithoutDriver("aos_vm9");
        try (CommandProcess coordinator = coordinate()) {
            awaitChanges(GUESTS + 1);
            assertThat(coordinator.terminate()).isZero();
        } finally {
            virsh("destroy", "aos_vm9");
        }

        assertThat(MemoryTrace.copyOf(ParquetTraces.open(trace)).samples())
                .anySatisfy(sample ->
                        assertThat(sample.domains()).extracting("name").contains("aos_vm9"));
        assertThat(balloons("aos_vm9", "ok")).isEmpty();
    }

    @Test
    void stuckBalloonIsLeftAloneAndPutBackWhenItMovesAgain() throws Exception {
        try (CommandProcess coordinator = coordinate("--duration", "30s")) {
            Await.until(
                    "the guest to shrink", LIMIT, () -> !host().get("aos_vm2").contains(" 393216 KiB"));
            try (FrozenThread vcpu = FrozenThread.of(live.qemu("aos_vm2"), "CPU 0/")) {
                assertThat(coordinator.exit()).isEqualTo(ExitCode.FAILED);
            }
            assertThat(coordinator.errors()).anyMatch(line -> line.contains("aos_vm2: balloon stays at "));
        }
        Await.until("the guest to be put back", LIMIT, () -> {
            restore();
            return host().equals(found);
        });

        for (String other : List.of("aos_vm1", "aos_vm3")) {
            assertThat(balloons(other, "ok").size())
                    .isGreaterThan(balloons("aos_vm2", "ok").size());
        }
        assertThat(balloons("aos_vm2", null))
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(row.guard()).isEqualTo("fresh"));
    }

    @Test
    void sigtermAtTheFirstTickPutsEverythingBack() throws Exception {
        try (CommandProcess coordinator = coordinate()) {
            coordinator.awaitLine(0, line -> line.contains("coordinating 3 domains"));
            assertThat(coordinator.terminate()).isZero();
        }
    }

    @Test
    void programsDecideOnRealGuests() throws Exception {
        Path program = dir.resolve("policy" + runs);
        LiveTestbed.command(
                "cc", "-o", program.toString(), EXAMPLES.resolve("policy.c").toString());
        String python = "exec:" + EXAMPLES.resolve("policy.py");
        try (CommandProcess coordinator =
                coordinateBy("--interval", "2s", "--memory", python, "--shadow", "exec:" + program)) {
            awaitBalloons(GUESTS);
            assertThat(coordinator.terminate()).isZero();
        }

        assertThat(decisions())
                .filteredOn(row -> row.planned() != null)
                .extracting(Decision::policy)
                .contains(python, "exec:" + program);
        assertThat(events(EventType.POLICY_CHANGED))
                .extracting(Event::detail)
                .noneMatch(detail -> detail.contains("stands down"));
    }

    /** Changes of a guest's balloon by their answer; null where a guard dropped them. */
    private List<Decision> balloons(String guest, String answer) {
        return decisions().stream()
                .filter(row -> row.vcpu() == null
                        && row.reason() != null
                        && row.reason().startsWith(guest + ": "))
                .filter(row -> Objects.equals(row.answer(), answer))
                .toList();
    }

    private CommandProcess coordinate(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("--cpu", "round-robin", "--memory", "headroom"));
        arguments.addAll(List.of(more));
        return coordinateBy(arguments.toArray());
    }

    private CommandProcess coordinateBy(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "coordinate",
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
            return pinned == guests && shrunk(now) >= Math.min(guests, GUESTS);
        });
    }

    private void awaitBalloons(int guests) throws IOException {
        Await.until("the coordinator to take from " + guests + " guests", LIMIT, () -> shrunk(host()) == guests);
    }

    private long shrunk(Map<String, String> now) {
        return now.entrySet().stream()
                .filter(guest ->
                        found.containsKey(guest.getKey()) && !guest.getValue().contains(" 393216 KiB"))
                .count();
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

    private static Map<String, String> host() throws IOException {
        return live.host();
    }

    private List<Decision> decisions() {
        return ParquetTraces.open(trace).decisions();
    }

    private List<Event> events(EventType type) {
        return ParquetTraces.open(trace).events().stream()
                .filter(event -> event.type() == type)
                .toList();
    }

    private static void signal(String name, String pid) throws IOException {
        LiveTestbed.command("kill", "-" + name, pid);
    }

    private static String virsh(String... words) throws IOException {
        return live.virsh(words);
    }
}
