package io.equipoise.replay.grade;

/** The two readings of how far pCPU usage may deviate. */
public enum Balance {
    /** At most 5 percentage points. */
    ABSOLUTE,
    /** At most 5 % of the mean usage; where that is under 10 %, as the absolute reading. */
    RELATIVE
}
