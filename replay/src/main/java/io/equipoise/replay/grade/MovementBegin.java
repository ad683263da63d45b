package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.CheckName;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import java.util.OptionalLong;

/** How long a memory case's expected movements of balloons took to begin: what {@code converged} judges, as a figure. */
public final class MovementBegin {
    private MovementBegin() {}

    /** Ticks from its stage's begin to the latest begin of a movement; empty where one never began or is not shown. */
    public static OptionalLong ticks(Trace trace, Case testCase) {
        MemoryTrace held = MemoryTrace.copyOf(trace);
        if (held.samples().isEmpty()) {
            return OptionalLong.empty();
        }
        Subject subject = Subject.of(held, testCase, Balance.ABSOLUTE);
        try {
            for (Expectation expectation : testCase.expectations()) {
                if (expectation.check() == CheckName.CONVERGED) {
                    return MovementBegunCheck.ticks(subject, expectation);
                }
            }
        } catch (Undecided undecided) {
            // The trace does not show it: what is missing is said by the check itself.
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
