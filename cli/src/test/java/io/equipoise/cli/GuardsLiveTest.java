package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.explain.Narrator;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.host.OffSwitchFile;
import io.equipoise.coordinator.libvirt.Coordination;
import io.equipoise.coordinator.libvirt.CoordinationOptions;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.testbed.Await;
import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every guard on real guests, and policies that fail beside it; {@link GuardsReplayTest} takes the same tour in a replay. */
final class GuardsLiveTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long MIB = 1024;

    @TempDir
    Path dir;

    @Test
    void everyGuardStopsWhatItIsThereForAndTheHostIsAsItWas() throws IOException {
        try (LiveTestbed live = LiveTestbed.up(dir.resolve("testbed"), 3, new GuestShape(1, 384, 768))) {
            live.createWithoutDriver("aos_vm4");
            live.guests().get(2).send("mem 240 2");
            Await.until(
                    "the third guest to hold its memory",
                    LIMIT,
                    () -> live.guests().get(2).send("held").endsWith(" 240"));
            Map<String, String> found = live.host();
            Path trace = dir.resolve("trace");
            Path pause = dir.resolve("pause");
            tour(live, trace, pause);

            assertThat(live.host()).isEqualTo(found);
            for (Guest guest : live.guests()) {
                guest.send("ping");
            }
            Trace recorded = ParquetTraces.open(trace);
            GuardTourExpectations expected = new GuardTourExpectations(of(recorded, Role.ACTIVE));
            expected.hold();
            expected.dropped("while all is off", "off-switch", "all actions are paused by " + pause);
            failuresAreRecorded(recorded);
        }
    }

    private void tour(LiveTestbed live, Path trace, Path pause) throws IOException {
        GuardTour tour = new GuardTour(pause);
        CountDownLatch never = new CountDownLatch(1);
        List<ActivePolicy> policies = List.of(
                new ActivePolicy(
                        "slow",
                        seen -> {
                            await(never);
                            return Plan.NOTHING;
                        },
                        Role.SHADOW),
                new ActivePolicy(
                        "dies", Policies.named(PolicyKind.MEMORY, "exec:false").create(), Role.SHADOW),
                new ActivePolicy(
                        "babbles",
                        Policies.named(PolicyKind.MEMORY, "exec:yes NaN").create(),
                        Role.SHADOW),
                new ActivePolicy("tour", tour, Role.ACTIVE));
        LoopSettings settings = LoopSettings.live(
                Limits.RUBRIC,
                new MemoryBudget(live.heldKiB() + 300 * MIB),
                SECOND,
                policies.size(),
                new OffSwitchFile(pause));
        Coordination coordination = coordination(live, trace, settings, policies);
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> run(coordination));
        try {
            Await.until("all but the last guard", LIMIT, () -> tour.isLast() || run.isDone());
            live.virsh("suspend", "aos_vm2");
            Await.until("the last guard", LIMIT, () -> tour.isOver() || run.isDone());
            live.virsh("resume", "aos_vm2");
            Await.until(
                    "the policy to fail",
                    LIMIT,
                    () -> tour.failures() >= LoopSettings.FAILURES_ALLOWED || run.isDone());
        } finally {
            coordination.stop();
        }
        assertThat(run.join()).isTrue();
    }

    @Test
    void guestDestroyedBetweenPlanAndActionIsRefusedAndTheOthersGoOn() throws IOException {
        try (LiveTestbed live = LiveTestbed.up(dir.resolve("testbed"), 2, new GuestShape(1, 384, 768))) {
            Map<String, String> found = live.host();
            Path trace = dir.resolve("trace");
            CountDownLatch planned = new CountDownLatch(1);
            Policy destroys = seen ->
                    planned.getCount() == 0 || seen.sample().tick() < 3 ? Plan.NOTHING : destroy(live, seen, planned);
            Coordination coordination = coordination(
                    live,
                    trace,
                    new LoopSettings(Limits.RUBRIC, MemoryBudget.NONE, LIMIT, 3, OffSwitch.NONE),
                    List.of(new ActivePolicy("destroys", destroys, Role.ACTIVE)));
            CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> run(coordination));
            try {
                Await.until(
                        "the first guest to shrink",
                        LIMIT,
                        () -> run.isDone()
                                || planned.getCount() == 0
                                        && !live.host().get("aos_vm1").equals(found.get("aos_vm1")));
            } finally {
                coordination.stop();
            }
            assertThat(run.join()).isTrue();

            found.remove("aos_vm2");
            assertThat(live.host()).isEqualTo(found);
            live.guests().get(0).send("ping");
            List<Decision> decided = of(ParquetTraces.open(trace), Role.ACTIVE).stream()
                    .filter(row -> row.planned() != null)
                    .toList();
            assertThat(decided).hasSize(3);
            assertThat(decided.subList(0, 2))
                    .extracting(Decision::answer)
                    .allSatisfy(answer -> assertThat(answer).isNotNull().isNotEqualTo("ok"));
            assertThat(decided.get(2).answer()).isEqualTo("ok");
        }
    }

    /** A plan for both guests, the second of which is gone before it can be carried out. */
    private static Plan destroy(LiveTestbed live, Observation seen, CountDownLatch planned) {
        try {
            live.virsh("destroy", "aos_vm2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        planned.countDown();
        String one = uuid(seen, "aos_vm1");
        String gone = uuid(seen, "aos_vm2");
        return Plan.of(List.of(
                new Pin(gone, 0, CpuSet.of(0), "gone"),
                new Balloon(gone, 350 * MIB, "gone"),
                new Balloon(one, 350 * MIB, "there")));
    }

    private static String uuid(Observation seen, String name) {
        return seen.sample().domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow()
                .uuid();
    }

    private Coordination coordination(
            LiveTestbed live, Path trace, LoopSettings settings, List<ActivePolicy> policies) {
        return new Coordination(
                new CoordinationOptions(
                        live.uri(), DomainGlob.of("aos_vm*"), SECOND, null, policies, settings, false, trace),
                new RestoreFolder(dir.resolve("state")),
                new Narrator(line -> {}),
                message -> {});
    }

    private static boolean run(Coordination coordination) {
        try {
            return coordination.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void failuresAreRecorded(Trace trace) {
        assertThat(trace.events())
                .filteredOn(event -> event.type() == EventType.POLICY_CHANGED)
                .extracting(event -> String.valueOf(event.detail()))
                .anySatisfy(
                        detail -> assertThat(detail).startsWith("slow stands down to none after 3 failures in a row"))
                .anySatisfy(
                        detail -> assertThat(detail).startsWith("dies stands down to none after 3 failures in a row"))
                .anySatisfy(detail ->
                        assertThat(detail).startsWith("babbles stands down to none after 3 failures in a row"))
                .anySatisfy(
                        detail -> assertThat(detail).startsWith("tour stands down to none after 3 failures in a row"));
        assertThat(of(trace, Role.SHADOW))
                .filteredOn(row -> row.error() != null)
                .extracting(row -> row.policy() + ": " + row.error())
                .anyMatch(error -> error.startsWith("slow: the policy made no plan within 125 ms"))
                .anyMatch(error -> error.startsWith("dies: "))
                .anyMatch(error -> error.startsWith("babbles: "));
    }

    private static List<Decision> of(Trace trace, Role role) {
        return trace.decisions().stream().filter(row -> row.role() == role).toList();
    }
}
