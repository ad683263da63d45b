package io.equipoise.replay.cases;

import java.util.Locale;

/** The checks of the rubric; each is written in a case by its name in lower case. */
public enum CheckName {
    BALANCED,
    CONVERGED,
    STABLE,
    PLACED,
    UNMOVED,
    GAINS,
    GIVES,
    RETURNS,
    SIMILAR,
    MOVES,
    GRADUAL,
    FLOOR,
    RESERVE;

    /** As written in cases, reports and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
