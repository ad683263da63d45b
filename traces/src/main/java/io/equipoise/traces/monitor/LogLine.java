package io.equipoise.traces.monitor;

import io.equipoise.traces.VcpuSample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line of a log says. */
sealed interface LogLine {

    /** Dashes, or the number of an iteration: one sample ends, the next begins. */
    record Boundary() implements LogLine {}

    /** Blank, or written by {@code script} around the monitor's output. */
    record Nothing() implements LogLine {}

    /** A line that tells a part of a sample. */
    sealed interface Fact extends LogLine {
        LogKind kind();

        /** Whether a part of the line is cut off. */
        boolean cut();
    }

    /** A pCPU's booked usage, and the domains seen there where the same line shows them. */
    record Usage(LogKind kind, int pcpu, double percent, List<String> domains, boolean cut) implements Fact {}

    /** A domain seen on a pCPU. */
    record Seen(LogKind kind, int pcpu, String domain, boolean cut) implements Fact {}

    /** A domain's vCPUs with counters and affinity. */
    record Counters(LogKind kind, String domain, List<VcpuSample> vcpus, int pcpus, boolean cut) implements Fact {}

    /** A domain's balloon and unused memory. */
    record GuestMemory(
            LogKind kind,
            String domain,
            long actualKiB,
            @Nullable Long unusedKiB,
            boolean cut) implements Fact {}

    /** One figure of the host's memory: total, free, buffers or cached. */
    record HostMemory(LogKind kind, String figure, long kib, boolean cut) implements Fact {}
}
