package io.equipoise.coordinator.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Event;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.TraceHeader.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in the control loop as it runs live, with a deadline: whatever they do, the run ends and the guests are safe. */
@Timeout(120)
class ExecInTheLoopTest {
    private static final long MIB = 1024;

    @TempDir
    Path folder;

    private final FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, tick -> 200 * MIB);

    private MemoryTrace run(int ticks, PolicyKind kind, Duration deadline, List<String> command) {
        MemoryTrace.Builder trace = new MemoryTrace.Builder(new TraceHeader(
                Source.RECORDING, "", new HostShape(4, null), 1000, null, null, null, null, null, null, null, null));
        new ControlLoop(
                        host,
                        new CountingTicker(ticks, 7),
                        List.of(new ActivePolicy("test", new ExecPolicy(kind, "exec:test", command), Role.ACTIVE)),
                        new LoopSettings(Limits.RUBRIC, new MemoryBudget(2048 * MIB), deadline, 3, OffSwitch.NONE),
                        trace)
                .run();
        return trace.build();
    }

    @Test
    void planOfAProgramIsGuardedAndCarriedOut() {
        List<String> command = new Programs(folder).answers("""
            {"tick":TICK,"balloons":[{"domain":"vm1","kib":100000,"reason":"greed"}]}\
            """);
        MemoryTrace trace = run(1, PolicyKind.MEMORY, Duration.ofMinutes(1), command);
        assertThat(host.actions).containsExactly("balloon vm1 " + (512 - 78) * MIB);
        assertThat(trace.decisions().get(0).reason())
                .isEqualTo("vm1: 512 → 434 MiB: greed; kept at 300 MiB by floor, to keep 100 MiB unused; "
                        + "step limited to 78 by largest-step");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "cat >/dev/null",
                "sleep 1000",
                "yes",
                "yes | tr -d '\\n'",
                "head -c 100000 /dev/urandom; sleep 1000",
                "yes 'talk' >&2",
                "while read -r x; do echo '{\"tick\":-1}'; done",
                "while read -r x; do kill -STOP $$; done",
            })
    void programThatMisbehavesStandsDown(String commands) {
        MemoryTrace trace = run(8, PolicyKind.CPU, Duration.ofMillis(300), new Programs(folder).run(commands));

        assertThat(host.actions).isEmpty();
        assertThat(trace.samples()).hasSize(8);
        assertThat(trace.events())
                .singleElement()
                .extracting(Event::detail)
                .asString()
                .startsWith("test stands down to none after 3 failures in a row");
        assertThat(trace.decisions())
                .extracting(Decision::policy)
                .containsExactly("test", "test", "test", "none", "none", "none", "none", "none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"domain":"vm9","vcpu":0,"affinity":"1"}  | there is no domain vm9
        {"domain":"vm1","vcpu":3,"affinity":"1"}  | the domain has no vCPU 3
        {"domain":"vm1","vcpu":0,"affinity":""}   | the affinity names no pCPU
        {"domain":"vm1","vcpu":0,"affinity":"4"}  | the host has pCPUs 0-3, not all of 4
        """)
    void programThatPlansNonsenseStandsDown(String pin, String why) {
        List<String> command = new Programs(folder).answers("{\"tick\":TICK,\"pins\":[" + pin + "]}");
        MemoryTrace trace = run(5, PolicyKind.CPU, Duration.ofMinutes(1), command);

        assertThat(host.actions).isEmpty();
        assertThat(trace.events())
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .endsWith("nothing in the plan made sense: dropped by valid: " + why));
    }
}
