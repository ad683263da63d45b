package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;

/** Judges one expectation of a case on a trace. */
interface Check {
    /** Throws {@link Undecided} when the trace does not show what it takes. */
    Judgement judge(Subject subject, Expectation expectation);
}
