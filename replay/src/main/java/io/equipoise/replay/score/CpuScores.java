package io.equipoise.replay.score;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.BalanceRule;
import io.equipoise.replay.grade.Convergence;
import io.equipoise.replay.measure.AffinityHistory;
import io.equipoise.replay.measure.Stages;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.replay.measure.UsageWindow;
import io.equipoise.replay.measure.UsageWindows;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.usage.Quantity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores of pCPU usage and of affinities, from the load's onset to the end of its last stage. */
final class CpuScores {
    private static final double NANOS_PER_SECOND = 1e9;

    private CpuScores() {}

    static Map<String, Metric> of(MemoryTrace trace, @Nullable Case testCase) {
        Map<String, Metric> scores = new LinkedHashMap<>();
        List<Span> stages = stages(trace, testCase);
        UsageWindows all = UsageWindows.of(trace);
        List<UsageWindow> windows = stages.isEmpty()
                ? List.of()
                : all
                        .within(
                                stages.get(0).begin(),
                                stages.get(stages.size() - 1).end())
                        .stream()
                        .filter(UsageWindow::known)
                        .toList();
        String read = read(windows);
        scores.put("deviation", mean("points" + read, windows, UsageWindow::deviation, Better.LOWER));
        scores.put("max - min", mean("points" + read, windows, UsageWindow::spread, Better.LOWER));
        scores.put("Jain index", mean(read.strip(), windows, UsageWindow::jain, Better.HIGHER));
        scores.put("ticks to balance", new Metric("ticks", ticksToBalance(all, stages), Better.LOWER));
        AffinityHistory affinities = AffinityHistory.of(trace);
        boolean shown = affinities.vcpus() > 0 && affinities.hidden().isEmpty();
        scores.put(
                "affinity changes",
                new Metric("", shown ? (Double) (double) affinities.changes().size() : null, Better.LOWER));
        scores.put(
                "time waited",
                new Metric(
                        "s",
                        stages.isEmpty() ? null : waited(trace, stages.get(0).begin()),
                        Better.LOWER));
        return scores;
    }

    private static List<Span> stages(MemoryTrace trace, @Nullable Case testCase) {
        if (trace.samples().isEmpty()) {
            return List.of();
        }
        if (testCase != null) {
            return Stages.of(trace, testCase, List.of()).spans();
        }
        long first = trace.samples().get(0).tick();
        long last = trace.samples().get(trace.samples().size() - 1).tick();
        long onset = trace.events().stream()
                .filter(event -> event.type() == EventType.LOAD_ONSET)
                .mapToLong(Event::tick)
                .findFirst()
                .orElse(first);
        return List.of(new Span(1, first, onset, last, true));
    }

    /** Names the quantities, so that figures of different ones are not compared unawares. */
    private static String read(List<UsageWindow> windows) {
        return windows.isEmpty()
                ? ""
                : windows.stream()
                        .map(UsageWindow::quantity)
                        .distinct()
                        .sorted()
                        .map(Quantity::text)
                        .collect(Collectors.joining(" and ", " of ", ""));
    }

    private static Metric mean(
            String unit, List<UsageWindow> windows, ToDoubleFunction<UsageWindow> figure, Better better) {
        return new Metric(
                unit,
                windows.isEmpty()
                        ? null
                        : (Double)
                                windows.stream().mapToDouble(figure).average().orElseThrow(),
                better);
    }

    /** The longest of all stages, by the absolute reading; null when one never balanced. */
    private static @Nullable Double ticksToBalance(UsageWindows windows, List<Span> stages) {
        Double longest = null;
        for (Span stage : stages) {
            UsageWindow first = Convergence.of(windows, stage, new BalanceRule(Balance.ABSOLUTE, BalanceRule.PUBLISHED))
                    .first();
            if (first == null) {
                return null;
            }
            double ticks = first.fromTick() - stage.begin();
            longest = longest == null ? (Double) ticks : (Double) Math.max(longest, ticks);
        }
        return longest;
    }

    /** Sum over all vCPUs, from a tick on; null where one's waiting time is not known. */
    private static @Nullable Double waited(MemoryTrace trace, long fromTick) {
        Map<String, Long> last = new HashMap<>();
        long sum = 0;
        for (Sample sample : trace.samples()) {
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    if (vcpu.delayNanos() == null) {
                        return null;
                    }
                    Long before = last.put(domain.uuid() + "/" + domain.id() + "/" + vcpu.number(), vcpu.delayNanos());
                    sum += before == null || sample.tick() <= fromTick ? 0 : vcpu.delayNanos() - before;
                }
            }
        }
        return last.isEmpty() ? null : (Double) (sum / NANOS_PER_SECOND);
    }
}
