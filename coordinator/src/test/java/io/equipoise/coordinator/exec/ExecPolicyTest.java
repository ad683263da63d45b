package io.equipoise.coordinator.exec;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.PolicyFailure;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs answer, and what they do instead. */
@Timeout(120)
class ExecPolicyTest {
    @TempDir
    Path folder;

    private Programs programs;

    @BeforeEach
    void programs() {
        programs = new Programs(folder);
    }

    private static ExecPolicy policy(PolicyKind kind, List<String> command) {
        return new ExecPolicy(kind, "exec:test", command);
    }

    private static Observation at(long tick) {
        return seen(sample(tick, 4, ballooned("vm1", 512, 100), placed("vm2", 2, "0-3", "1")), 1000L);
    }

    private static Plan decide(PolicyKind kind, List<String> command) {
        try (ExecPolicy policy = policy(kind, command)) {
            return policy.decide(at(7));
        }
    }

    private void assertFails(PolicyKind kind, List<String> command, String message) {
        try (ExecPolicy policy = policy(kind, command)) {
            assertThatThrownBy(() -> policy.decide(at(7)))
                    .isInstanceOf(PolicyFailure.class)
                    .message()
                    .contains(message);
        }
    }

    @Test
    void balloonsAreAMemoryPlan() {
        List<String> command = programs.answers("""
            {"tick":TICK,"balloons":[{"domain":"vm1","kib":614400.7,"reason":"because"},{"domain":"vm2","kib":1e5}]}\
            """);
        assertThat(decide(PolicyKind.MEMORY, command).changes())
                .containsExactly(new Balloon("vm1", 600 * MIB, "because"), new Balloon("vm2", 100_000, ""));
    }

    @Test
    void pinsAreACpuPlan() {
        List<String> command = programs.answers("""
            {"pins":[{"domain":"vm2","vcpu":1,"affinity":"0,2-3","reason":"be\\u001bcause"}],"tick":TICK}\
            """);
        assertThat(decide(PolicyKind.CPU, command).changes())
                .containsExactly(new Pin("vm2", 1, CpuSet.parse("0,2-3"), "be cause"));
    }

    @Test
    void planThatNamesNothingChangesNothing() {
        assertThat(decide(PolicyKind.CPU, programs.answers("{\"tick\":TICK}")).changes())
                .isEmpty();
        assertThat(decide(PolicyKind.MEMORY, programs.answers("{\"tick\":TICK,\"balloons\":[]}"))
                        .changes())
                .isEmpty();
    }

    @Test
    void whatMakesNoSenseOnTheHostIsLeftToTheGuards() {
        List<String> command = programs.answers("""
            {"tick":TICK,"pins":[{"domain":"nobody","vcpu":-1,"affinity":""}]}\
            """);
        assertThat(decide(PolicyKind.CPU, command).changes()).containsExactly(new Pin("nobody", -1, CpuSet.EMPTY, ""));
    }

    @Test
    void oneProgramAnswersTickAfterTick() {
        try (ExecPolicy policy = policy(
                PolicyKind.MEMORY,
                programs.run("n=0; while true; do " + Programs.READ
                        + "\n"
                        + "n=$((n + 1)); echo"
                        + " \"{\\\"tick\\\":$tick,\\\"balloons\\\":[{\\\"domain\\\":\\\"vm1\\\",\\\"kib\\\":$n}]}\";"
                        + " done"))) {
            for (long tick = 0; tick < 20; tick++) {
                assertThat(policy.decide(at(3 * tick)).changes()).containsExactly(new Balloon("vm1", tick + 1, ""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        MEMORY | hello                                                                       | answered no JSON: 'hello'
        MEMORY | ~~                                                                          | answered no JSON object: ''
        MEMORY | []                                                                          | answered no JSON object: '[]'
        MEMORY | {"tick":TICK} {}                                                            | answered no JSON
        MEMORY | {"tick":TICK                                                                | answered no JSON
        MEMORY | {"tick":TICK,"tick":TICK}                                                   | answered no JSON
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":NaN}]}                       | answered no JSON
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":Infinity}]}                  | answered no JSON
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":1e999}]}                     | balloons[0]: 'kib' is no number of KiB
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":99999999999999999999}]}      | balloons[0]: 'kib' is no number of KiB
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":"600"}]}                     | balloons[0]: 'kib' is no number of KiB
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1"}]}                                 | balloons[0]: 'kib' is no number of KiB
        MEMORY | {"tick":TICK,"balloons":[{"domain":1,"kib":1}]}                             | balloons[0]: 'domain' is no text
        MEMORY | {"tick":TICK,"balloons":[{"kib":1}]}                                        | balloons[0]: 'domain' is missing
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","kib":1,"reason":2}]}              | balloons[0]: 'reason' is no text
        MEMORY | {"tick":TICK,"balloons":[{"domain":"vm1","mib":1}]}                         | balloons[0] has no 'mib'
        MEMORY | {"tick":TICK,"balloons":[7]}                                                | balloons[0] is no object
        MEMORY | {"tick":TICK,"balloons":{}}                                                 | 'balloons' is no list
        MEMORY | {"tick":TICK,"baloons":[]}                                                  | the plan of a memory policy has no 'baloons'
        MEMORY | {"tick":TICK,"pins":[]}                                                     | the plan of a memory policy has no 'pins'
        MEMORY | {"balloons":[]}                                                             | 'tick' is missing
        MEMORY | {"tick":"7"}                                                                | 'tick' is no whole number
        MEMORY | {"tick":8}                                                                  | answers tick 8 instead of 7
        CPU    | {"tick":TICK,"balloons":[]}                                                 | the plan of a cpu policy has no 'balloons'
        CPU    | {"tick":TICK,"pins":[{"domain":"vm2","vcpu":0.5,"affinity":"1"}]}           | pins[0]: 'vcpu' is no whole number
        CPU    | {"tick":TICK,"pins":[{"domain":"vm2","vcpu":9999999999,"affinity":"1"}]}    | pins[0]: 'vcpu' is no whole number
        CPU    | {"tick":TICK,"pins":[{"domain":"vm2","vcpu":0,"affinity":"x"}]}             | pins[0]: CPU list 'x': 'x' is no pCPU number
        CPU    | {"tick":TICK,"pins":[{"domain":"vm2","vcpu":0,"affinity":"0-2000000000"}]}  | pins[0]: CPU list
        CPU    | {"tick":TICK,"pins":[{"domain":"vm2","vcpu":0,"affinity":1}]}               | pins[0]: 'affinity' is no text
        """)
    void wrongAnswerIsNoPlan(PolicyKind kind, String answer, String message) {
        assertFails(kind, programs.answers(answer), message);
    }

    @Test
    void binaryJunkIsNoPlanAndIsShownSafely() {
        assertFails(
                PolicyKind.CPU,
                programs.run("printf '\\377\\376\\000\\033[2J\\001\\n'; sleep 1000"),
                "answered no JSON: '\ufffd\ufffd [2J': ");
    }

    @Test
    void deepNestingIsNoPlan() {
        assertFails(PolicyKind.CPU, programs.forEachLine("printf '%100000s\\n' '' | tr ' ' '['"), "answered no JSON");
    }

    @Test
    void programThatGoesOnAfterAWrongAnswerIsHeardAgain() {
        List<String> command = programs.forEachLine("""
            if [ $tick = 0 ]; then echo oops; echo '{"tick":0}'; else echo "{\\"tick\\":$tick}"; fi\
            """);
        try (ExecPolicy policy = policy(PolicyKind.CPU, command)) {
            assertThatThrownBy(() -> policy.decide(at(0))).hasMessageContaining("no JSON: 'oops'");
            assertThat(policy.decide(at(1)).changes()).isEmpty();
            assertThat(policy.decide(at(2)).changes()).isEmpty();
        }
    }

    @Test
    void lateAnswerIsThrownAway() {
        try (ExecPolicy policy = policy(PolicyKind.MEMORY, programs.answers("""
            {"tick":TICK,"balloons":[{"domain":"vm1","kib":TICK}]}\
            """))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> policy.decide(at(1))).hasMessage("the program did not answer in time");
            assertThat(Thread.interrupted()).isTrue();

            assertThat(policy.decide(at(2)).changes()).containsExactly(new Balloon("vm1", 2, ""));
        }
    }

    @Test
    void deadProgramHasNoPlanEverAgain() {
        try (ExecPolicy policy = policy(PolicyKind.CPU, programs.run("read -r line; exit 3"))) {
            for (long tick = 0; tick < 3; tick++) {
                long now = tick;
                assertThatThrownBy(() -> policy.decide(at(now))).hasMessage("the program ended with status 3");
            }
        }
    }

    @Test
    void programThatEndsAtOnceIsNoError() {
        assertFails(PolicyKind.CPU, programs.run("exit 0"), "the program ended with status 0");
    }

    @Test
    void programThatClosesItsOutputHasNoPlan() {
        assertFails(PolicyKind.CPU, programs.run("exec >&-; sleep 1000"), "the program closed its output");
    }

    @Test
    void lineThatNeverEndsIsNotRead() {
        assertFails(PolicyKind.CPU, programs.run("yes | tr -d '\\n'"), "the program wrote a line of more than 1 MiB");
    }

    @Test
    void floodOfOldAnswersEndsTheProgram() {
        assertFails(
                PolicyKind.CPU, programs.run("yes '{\"tick\":0}'"), "the program answers nothing but earlier ticks");
    }

    @Test
    void programThatReadsNothingIsNoticed() {
        List<String> command =
                programs.run("for i in 0 1 2 3 4 5 6 7 8 9; do echo \"{\\\"tick\\\":$i}\"; done; sleep 1000");
        // Beyond what a pipe holds.
        byte[] line = new byte[1 << 20];
        try (Conversation conversation = new Conversation("exec:test", command)) {
            conversation.ask(0, line);
            assertThatThrownBy(() -> {
                        for (long tick = 1; tick < 10; tick++) {
                            conversation.ask(tick, line);
                        }
                    })
                    .hasMessage("the program does not read its input");
        }
    }

    @Test
    void silentProgramIsEndedWhenItIsStuck() {
        List<String> command = programs.run("sleep 1000");
        try (Conversation conversation = new Conversation("exec:test", command, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> conversation.ask(0, new byte[] {'\n'}))
                    .hasMessage("the program did not answer for 1 s");
            assertThatThrownBy(() -> conversation.ask(1, new byte[] {'\n'}))
                    .hasMessage("the program did not answer for 1 s");
        }
    }

    @Test
    void programThatCannotBeStartedHasNoPlan() {
        assertFails(PolicyKind.CPU, List.of(folder.toString()), "the program cannot be started: ");
    }

    @Test
    void nothingIsStartedBeforeTheFirstTickOrAfterTheEnd() {
        Path started = folder.resolve("started");
        ExecPolicy policy = policy(PolicyKind.CPU, programs.run("touch " + started));
        policy.close();
        policy.close();
        assertThatThrownBy(() -> policy.decide(at(0))).hasMessage("the program was ended");
        assertThat(started).doesNotExist();
    }
}
