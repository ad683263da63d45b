package io.equipoise.reports.chart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a vCPU stayed at one place.
 *
 * @param row which vCPU, from 0 at the top
 * @param pcpu where it was pinned or seen; null when it was free and not seen anywhere
 * @param pinned whether its affinity left it no choice
 */
record Run(int row, double from, double to, @Nullable Integer pcpu, boolean pinned) {
    Ink ink() {
        return pcpu == null ? Ink.UNKNOWN : Ink.series(pcpu);
    }

    /** Whether it is the same stay, going on where the earlier stretch ended. */
    boolean continues(Run earlier) {
        return row == earlier.row
                && pinned == earlier.pinned
                && from == earlier.to
                && Objects.equals(pcpu, earlier.pcpu);
    }
}
