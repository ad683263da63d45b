package io.equipoise.replay.grade;

import java.util.Collection;
import java.util.Locale;

/** The answer of a check or of a whole case. */
public enum Verdict {
    PASS,
    FAIL,
    INCONCLUSIVE;

    /** One failed check fails the whole; else one inconclusive check makes it inconclusive; else it passes. */
    public static Verdict ofAll(Collection<Verdict> verdicts) {
        if (verdicts.contains(FAIL)) {
            return FAIL;
        }
        return verdicts.contains(INCONCLUSIVE) ? INCONCLUSIVE : PASS;
    }

    /** As written in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
