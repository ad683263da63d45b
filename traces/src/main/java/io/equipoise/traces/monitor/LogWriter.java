package io.equipoise.traces.monitor;

import io.equipoise.traces.Sample;
import io.equipoise.traces.usage.BookedUsage;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples as a monitor's log. A CPU log begins with the second sample, because the first has no usage; what a sample
 * does not know is left out, never 0.
 */
public final class LogWriter {
    private final LogKind kind;
    private final long everyTicks;
    private @Nullable Sample last;

    /** @param everyTicks of this many ticks one is written, so that the lines come at the monitor's interval; at least 1 */
    public LogWriter(LogKind kind, long everyTicks) {
        this.kind = kind;
        this.everyTicks = everyTicks;
    }

    /** The next sample's lines, with the separator before them; none when it tells nothing or comes too early. */
    public List<String> lines(Sample sample) {
        Sample before = last;
        if (before != null && sample.tick() / everyTicks == before.tick() / everyTicks) {
            return List.of();
        }
        last = sample;
        List<String> facts = kind.isCpu() ? cpu(before, sample) : MemoryLines.of(kind, sample);
        if (facts.isEmpty() || kind == LogKind.CPU_MACHINE || kind == LogKind.MEMORY_MACHINE) {
            return facts;
        }
        List<String> lines = new ArrayList<>(List.of("-".repeat(dashes())));
        lines.addAll(facts);
        return lines;
    }

    private List<String> cpu(@Nullable Sample before, Sample sample) {
        if (before == null && !PcpuUsage.isBooked(sample)) {
            return List.of();
        }
        List<PcpuUsage> usage = BookedUsage.between(before == null ? sample : before, sample);
        boolean known = usage.stream().allMatch(pcpu -> pcpu.percent() != null);
        return known ? CpuLines.of(kind, sample, usage) : List.of();
    }

    private int dashes() {
        return switch (kind) {
            case CPU_COUNTERS -> 80;
            case MEMORY_PLAIN -> 100;
            default -> 50;
        };
    }
}
