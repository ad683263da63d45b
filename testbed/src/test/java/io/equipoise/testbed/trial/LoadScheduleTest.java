package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.GuestLoad;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.cases.Case.ReplayHost;
import io.equipoise.replay.cases.Case.Stage;
import io.equipoise.replay.cases.Case.Start;
import io.equipoise.testbed.trial.LoadSchedule.Asked;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LoadScheduleTest {
    private static final long MIB = 1024;

    private final LoadSchedule memory = new LoadSchedule(testCase(
            new Stage(20, List.of(new GuestLoad(List.of(1), null, false, 100L, 10))),
            new Stage(30, List.of(new GuestLoad(List.of(1), null, false, 0L, 20)))));

    @Test
    void stagesFollowTheBaselineAndEachOther() {
        assertThat(memory.begin(1)).isEqualTo(5);
        assertThat(memory.begin(2)).isEqualTo(25);
        assertThat(memory.end()).isEqualTo(55);
        assertThat(memory.ticks()).isEqualTo(58);
        assertThat(memory.beginning(24)).isEmpty();
        assertThat(memory.beginning(25)).contains(2);
    }

    @Test
    void heldMemoryChangesEvenlyAndThenStays() {
        assertThat(held(4)).isZero();
        assertThat(held(5)).isZero();
        assertThat(held(10)).isEqualTo(50 * MIB);
        assertThat(held(15)).isEqualTo(100 * MIB);
        assertThat(held(25)).isEqualTo(100 * MIB);
        assertThat(held(35)).isEqualTo(50 * MIB);
        assertThat(held(57)).isZero();
    }

    @Test
    void guestThatNoStageNamesIsAskedForNothing() {
        assertThat(memory.asked(2, 30)).isEqualTo(new Asked(null, false, 0L));
    }

    @Test
    void guestThatALaterStageDoesNotNameGoesOnAsItWas() {
        LoadSchedule cpu = new LoadSchedule(testCase(
                new Stage(20, List.of(new GuestLoad(List.of(1, 2), 0.12, false, null, 0))),
                new Stage(30, List.of(new GuestLoad(List.of(1), 0.26, true, null, 0)))));
        assertThat(cpu.asked(2, 4)).isEqualTo(new Asked(0.0, false, null));
        assertThat(cpu.asked(2, 40)).isEqualTo(new Asked(0.12, false, null));
        assertThat(cpu.asked(1, 40)).isEqualTo(new Asked(0.26, true, null));
    }

    private Long held(long tick) {
        return Objects.requireNonNull(memory.asked(1, tick).memoryKiB());
    }

    private static Case testCase(Stage... stages) {
        return new Case(
                "test",
                PolicyKind.MEMORY,
                "",
                2,
                1,
                new Start(Placement.FREE, 512L, 2048L),
                5,
                List.of(stages),
                3,
                new ReplayHost(2, null),
                List.of(),
                null);
    }
}
