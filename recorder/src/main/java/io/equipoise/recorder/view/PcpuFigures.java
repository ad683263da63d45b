package io.equipoise.recorder.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pCPU, as shares of the newest interval; null while unknown.
 *
 * @param vcpus names of those seen there, in the order of domain ids
 */
record PcpuFigures(
        int number, @Nullable Double busy, @Nullable Double usage, List<String> vcpus) {
    /** What it is ranked by. */
    double load() {
        return Math.max(busy == null ? 0 : busy, usage == null ? 0 : usage);
    }
}
