package io.equipoise.testbed.trial;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.GuestLoad;
import io.equipoise.replay.cases.Case.Stage;
import io.equipoise.testbed.load.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a case's stages begin and what its load asks of each guest at each tick; tick 0 is the first sample. */
final class LoadSchedule {
    private static final double KIB_PER_MIB = 1024;

    private final Case testCase;

    LoadSchedule(Case testCase) {
        this.testCase = testCase;
    }

    /** What is asked of a guest at a tick; the parts that the case does not have are null. */
    record Asked(
            @Nullable Double cpu, boolean open, @Nullable Long memoryKiB) {}

    /** Ticks of the whole trial. */
    int ticks() {
        return end() + testCase.tailTicks();
    }

    /** The tick at which the last stage is over. */
    int end() {
        return begin(testCase.stages().size() + 1);
    }

    /** The tick at which a stage begins; stages count from 1, and the one after the last begins where that ends. */
    int begin(int stage) {
        return testCase.baselineTicks()
                + testCase.stages().stream()
                        .limit(stage - 1L)
                        .mapToInt(Stage::ticks)
                        .sum();
    }

    /** The number of the stage that begins at this tick. */
    Optional<Integer> beginning(long tick) {
        for (int stage = 1; stage <= testCase.stages().size(); stage++) {
            if (begin(stage) == tick) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** What this stage newly asks of a guest; empty when the guest goes on as it was. */
    Optional<GuestLoad> load(int stage, int guest) {
        return testCase.stages().get(stage - 1).loads().stream()
                .filter(load -> load.guests().contains(guest))
                .findFirst();
    }

    /** The CPU demands that the case's loads have, each once. */
    List<Target> targets() {
        return testCase.stages().stream()
                .flatMap(stage -> stage.loads().stream())
                .filter(load -> load.cpu() != null && load.cpu() > 0)
                .map(load -> new Target(Objects.requireNonNull(load.cpu()), load.open()))
                .distinct()
                .toList();
    }

    /** What is asked of a guest, numbered from 1, at a tick. */
    Asked asked(int guest, long tick) {
        boolean cpuCase = testCase.stages().stream()
                .flatMap(stage -> stage.loads().stream())
                .anyMatch(load -> load.cpu() != null);
        Double cpu = cpuCase ? 0.0 : null;
        boolean open = false;
        Double heldMib = cpuCase ? null : 0.0;
        for (int stage = 1; stage <= testCase.stages().size() && begin(stage) <= tick; stage++) {
            GuestLoad load = load(stage, guest).orElse(null);
            if (load == null) {
                continue;
            }
            cpu = load.cpu();
            open = load.open();
            if (load.memoryMib() != null && heldMib != null) {
                long until = Math.min(tick, begin(stage + 1)) - begin(stage);
                double done = load.withinTicks() == 0 ? 1 : Math.min(1, (double) until / load.withinTicks());
                heldMib += (load.memoryMib() - heldMib) * done;
            }
        }
        return new Asked(cpu, open, heldMib == null ? null : Math.round(heldMib * KIB_PER_MIB));
    }
}
