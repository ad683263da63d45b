package io.equipoise.traces.monitor;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.usage.BookedUsage;
import io.equipoise.traces.usage.PcpuUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines of a sample in a CPU log. */
final class CpuLines {
    private CpuLines() {}

    /** @param usage of each pCPU, known */
    static List<String> of(LogKind kind, Sample sample, List<PcpuUsage> usage) {
        List<String> lines = new ArrayList<>();
        if (kind == LogKind.CPU_COUNTERS) {
            int pcpus =
                    sample.pcpus().stream().mapToInt(PcpuSample::number).max().orElse(-1) + 1;
            for (DomainSample domain : sample.domains()) {
                if (domain.vcpus().stream().anyMatch(vcpu -> vcpu.timeNanos() != null)) {
                    lines.add(counters(domain, pcpus));
                }
            }
        }
        for (PcpuUsage pcpu : usage) {
            List<String> seen = seen(sample, pcpu.pcpu());
            String percent = tenths(Objects.requireNonNull(pcpu.percent()));
            switch (kind) {
                case CPU_SUMMARY -> lines.add(pcpu.pcpu() + " - usage: " + percent + " | mapping " + quoted(seen));
                case CPU_COUNTERS -> lines.add(pcpu.pcpu() + ": " + percent + " " + quoted(seen));
                default -> {
                    lines.add("usage," + pcpu.pcpu() + "," + percent);
                    seen.forEach(name -> lines.add("mapping," + pcpu.pcpu() + "," + name));
                }
            }
        }
        return lines;
    }

    private static String tenths(double percent) {
        return BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** Names in the order of domain ids, once for each vCPU. */
    private static List<String> seen(Sample sample, int pcpu) {
        List<String> names = new ArrayList<>();
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                Integer place = BookedUsage.place(vcpu);
                if (place != null && place == pcpu) {
                    names.add(domain.name());
                }
            }
        }
        return names;
    }

    private static String quoted(List<String> names) {
        return names.stream()
                .map(name -> name.contains("'") ? '"' + name + '"' : "'" + name + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Affinities stand there when all of them are known. */
    private static String counters(DomainSample domain, int pcpus) {
        List<VcpuSample> vcpus =
                domain.vcpus().stream().filter(vcpu -> vcpu.timeNanos() != null).toList();
        String times = vcpus.stream()
                .map(vcpu -> "(" + vcpu.number() + ", " + state(vcpu) + ", " + vcpu.timeNanos() + "L, "
                        + (vcpu.pcpu() == null ? -1 : vcpu.pcpu()) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        List<String> affinities = new ArrayList<>();
        for (VcpuSample vcpu : vcpus) {
            if (vcpu.affinity() != null) {
                affinities.add(flags(vcpu.affinity(), pcpus));
            }
        }
        String allowed = affinities.size() == vcpus.size() ? String.join(", ", affinities) : "";
        return domain.name() + ": (" + times + ", [" + allowed + "])";
    }

    private static String flags(CpuSet affinity, int pcpus) {
        return IntStream.range(0, pcpus)
                .mapToObj(pcpu -> affinity.contains(pcpu) ? "True" : "False")
                .collect(Collectors.joining(", ", "(", pcpus == 1 ? ",)" : ")"));
    }

    private static int state(VcpuSample vcpu) {
        return switch (vcpu.state()) {
            case OFFLINE -> 0;
            case RUNNING -> 1;
            case BLOCKED -> 2;
            case UNKNOWN -> 3;
        };
    }
}
