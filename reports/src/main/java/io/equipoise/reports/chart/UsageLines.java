package io.equipoise.reports.chart;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.List;

/** Curves of the usage of each pCPU, percent; each point covers the interval before it. */
final class UsageLines {
    private UsageLines() {}

    static List<Line> of(MemoryTrace trace, Timeline time) {
        List<Sample> samples = trace.samples();
        if (samples.size() < 2) {
            return List.of();
        }
        Curves curves = new Curves(time.of(samples.subList(1, samples.size())));
        for (int i = 1; i < samples.size(); i++) {
            for (PcpuUsage usage : PcpuUsage.between(samples.get(i - 1), samples.get(i))) {
                curves.put("pCPU " + usage.pcpu(), i - 1, usage.percent() == null ? Double.NaN : usage.percent());
            }
        }
        return curves.lines();
    }
}
