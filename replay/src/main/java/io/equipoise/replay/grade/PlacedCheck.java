package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.AffinityHistory;
import io.equipoise.traces.CpuSet;
import java.util.List;
import java.util.Map;

/** At the end of the load each vCPU's affinity is one pCPU. */
final class PlacedCheck implements Check {

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        Shown.require(AffinityHistory.of(subject.trace()));
        long end = subject.stages().last().end();
        Map<String, CpuSet> last = AffinityHistory.at(subject.trace(), end);
        List<Map.Entry<String, CpuSet>> free = last.entrySet().stream()
                .filter(entry -> entry.getValue().size() != 1)
                .toList();
        if (free.isEmpty()) {
            return Judgement.of(true, "at tick " + end + " each of " + last.size() + " vCPUs is held to one pCPU");
        }
        return Judgement.of(
                false,
                "at tick " + end + " " + free.size() + " of " + last.size()
                        + " vCPUs are placed on no single pCPU, the "
                        + "first " + free.get(0).getKey() + " with affinity "
                        + free.get(0).getValue() + ": what balance there is, is Linux's own");
    }
}
