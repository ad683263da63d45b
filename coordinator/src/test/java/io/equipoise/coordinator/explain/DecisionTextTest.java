package io.equipoise.coordinator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Decision.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTextTest {
    private static final long MIB = 1024;

    private static final Decision GIVE = new Decision(
            40,
            "headroom",
            Role.ACTIVE,
            "uuid-3",
            null,
            Value.ofKiB(700 * MIB),
            Value.ofKiB(614 * MIB),
            "largest-step",
            "vm3: 512 → 614 MiB: unused 71 below 100; step limited to 102 by largest-step",
            1_700_000_000_123_000L,
            "ok",
            Value.ofKiB(614 * MIB),
            42L,
            400_000L,
            null);

    private static Decision with(Role role, String answer, Value observed) {
        return new Decision(
                GIVE.tick(),
                GIVE.policy(),
                role,
                GIVE.domain(),
                null,
                GIVE.planned(),
                GIVE.guarded(),
                GIVE.guard(),
                GIVE.reason(),
                answer == null ? null : GIVE.sentMicros(),
                answer,
                observed,
                observed == null ? null : 41L,
                null,
                null);
    }

    @Test
    void decisionIsOneSentence() {
        assertThat(DecisionText.sentence(GIVE))
                .isEqualTo("headroom: vm3: 512 → 614 MiB: unused 71 below 100; step limited to 102 by largest-step");
        assertThat(DecisionText.guarded(GIVE)).isEqualTo("614 MiB, changed by largest-step");
        assertThat(DecisionText.done(GIVE)).isEqualTo("sent at 22:13:20.123Z, the host agreed");
        assertThat(DecisionText.observed(GIVE)).isEqualTo("614 MiB after 2 ticks");
        assertThat(DecisionText.effect(GIVE, "vm3"))
                .isEqualTo("headroom: vm3 has 614 MiB, 2 ticks after it was asked to");
    }

    @Test
    void refusalStandsInTheSentence() {
        Decision refused = with(Role.ACTIVE, "domain is not running", null);

        assertThat(DecisionText.sentence(refused)).endsWith("by largest-step; refused: domain is not running");
        assertThat(DecisionText.done(refused)).isEqualTo("sent at 22:13:20.123Z, refused: domain is not running");
        assertThat(DecisionText.wasTaken(refused)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, headroom, nothing",
        "SHADOW, headroom (shadow), 'nothing, being a shadow'",
        "DRY_RUN, headroom (dry run), 'nothing, being a dry run'",
    })
    void roleThatTouchesNothingIsSaid(Role role, String policy, String done) {
        Decision decision = with(role, null, null);

        assertThat(DecisionText.sentence(decision)).startsWith(policy + ": vm3: ");
        assertThat(DecisionText.done(decision)).isEqualTo(done);
    }

    @Test
    void effectThatStaysBehindNamesBoth() {
        assertThat(DecisionText.observed(with(Role.ACTIVE, "ok", Value.ofKiB(530 * MIB))))
                .isEqualTo("only 530 MiB after 1 tick, not 614 MiB");
        assertThat(DecisionText.effect(with(Role.ACTIVE, "ok", Value.ofKiB(530 * MIB)), "vm3"))
                .isEqualTo("headroom: vm3 has 530 MiB, 1 tick after 614 MiB was asked for");
    }

    @Test
    void effectThatWasNeverSeenIsSaid() {
        assertThat(DecisionText.observed(with(Role.ACTIVE, "ok", null))).startsWith("nothing yet");
    }

    @Test
    void traceWithoutReasonsIsToldFromItsValues() {
        Decision bare = new Decision(
                1,
                "p",
                Role.ACTIVE,
                "uuid-1",
                2,
                Value.of(CpuSet.of(1)),
                null,
                "fresh",
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(DecisionText.sentence(bare)).isEqualTo("p: uuid-1 vCPU 2: not pCPU 1");
        assertThat(DecisionText.guarded(bare)).isEqualTo("nothing, dropped by fresh");
    }

    @Test
    void tickWithoutPlanOrWithAnErrorIsTold() {
        Decision none = new Decision(
                1, "p", Role.ACTIVE, null, null, null, null, null, null, null, null, null, null, null, null);
        Decision failed = new Decision(
                1, "p", Role.ACTIVE, null, null, null, null, null, null, null, null, null, null, null, "no reason");

        assertThat(DecisionText.tells(none)).isFalse();
        assertThat(DecisionText.sentence(none)).isEqualTo("p: nothing planned");
        assertThat(DecisionText.tells(failed)).isTrue();
        assertThat(DecisionText.sentence(failed)).isEqualTo("p: plan dropped: no reason");
    }
}
