package io.equipoise.traces.monitor;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a sample in a memory log; a domain stands there when balloon and unused memory are known. */
final class MemoryLines {
    private static final BigDecimal KIB_PER_MIB = BigDecimal.valueOf(1_024);

    private MemoryLines() {}

    static List<String> of(LogKind kind, Sample sample) {
        List<String> lines = new ArrayList<>();
        for (DomainSample domain : sample.domains()) {
            MemorySample memory = domain.memory();
            if (memory != null && memory.currentKiB() != null && memory.unusedKiB() != null) {
                lines.add(guest(kind, domain.name(), mib(memory.currentKiB()), mib(memory.unusedKiB())));
            }
        }
        if (kind == LogKind.MEMORY_PLAIN) {
            HostSample host = sample.host();
            add(lines, "total", host.totalKiB());
            add(lines, "free", host.freeKiB());
            add(lines, "cached", host.cachedKiB());
        }
        return lines;
    }

    private static String guest(LogKind kind, String name, String actual, String unused) {
        return switch (kind) {
            case MEMORY_LABELLED -> "Memory (VM: " + name + ") Actual [" + actual + "], Unused: [" + unused + "]";
            case MEMORY_MACHINE -> "memory," + name + "," + actual + "," + unused;
            default -> name + ": " + actual + " " + unused;
        };
    }

    private static void add(List<String> lines, String figure, @Nullable Long kib) {
        if (kib != null) {
            lines.add(figure + " : " + kib + " KiB");
        }
    }

    /** As Python writes it: exact, with at least one decimal. */
    private static String mib(long kib) {
        String text =
                BigDecimal.valueOf(kib).divide(KIB_PER_MIB).stripTrailingZeros().toPlainString();
        return text.contains(".") ? text : text + ".0";
    }
}
