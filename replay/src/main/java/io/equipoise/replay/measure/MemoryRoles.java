package io.equipoise.replay.measure;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.GuestLoad;
import java.util.List;
import java.util.stream.IntStream;

/** Which guests consume and which free memory in a stage, by the case's plan; guests count from 1. */
public final class MemoryRoles {

    private MemoryRoles() {}

    /** Guests that are asked to hold more at the stage's end than before it. */
    public static List<Integer> consuming(Case testCase, int stage) {
        return guests(testCase)
                .filter(guest -> held(testCase, guest, stage) > held(testCase, guest, stage - 1))
                .boxed()
                .toList();
    }

    /** Guests that are asked to hold less at the stage's end than before it. */
    public static List<Integer> freeing(Case testCase, int stage) {
        return guests(testCase)
                .filter(guest -> held(testCase, guest, stage) < held(testCase, guest, stage - 1))
                .boxed()
                .toList();
    }

    /** Ticks of the case over which the guest frees in this stage; 0 when the stage asks nothing of it. */
    public static int withinTicks(Case testCase, int guest, int stage) {
        return testCase.stages().get(stage - 1).loads().stream()
                .filter(load -> load.guests().contains(guest))
                .mapToInt(GuestLoad::withinTicks)
                .findFirst()
                .orElse(0);
    }

    private static IntStream guests(Case testCase) {
        return IntStream.rangeClosed(1, testCase.guests());
    }

    private static long held(Case testCase, int guest, int stage) {
        long held = 0;
        for (int i = 0; i < stage; i++) {
            for (GuestLoad load : testCase.stages().get(i).loads()) {
                if (load.guests().contains(guest) && load.memoryMib() != null) {
                    held = load.memoryMib();
                }
            }
        }
        return held;
    }
}
