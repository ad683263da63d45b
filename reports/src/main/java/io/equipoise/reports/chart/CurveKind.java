package io.equipoise.reports.chart;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a chart of curves can show of a trace. */
enum CurveKind {
    USAGE("usage", "usage of each pCPU, %", new Range(0, 100), UsageLines::of),
    BALLOON("balloon", "balloon of each guest, MiB", new Range(0, 0), CurveKind::balloonAndLeft),
    UNUSED("unused", "unused memory of each guest, MiB", new Range(0, 0), CurveKind::unusedAndFloor),
    CPU_LOAD("load", "CPU asked of each guest, % of a pCPU", new Range(0, 0), DomainLines::cpuAsked),
    MEMORY_LOAD("load", "memory asked of each guest, MiB", new Range(0, 0), DomainLines::memoryAsked);

    private final String id;
    private final String title;
    private final Range least;
    private final BiFunction<MemoryTrace, Timeline, List<Line>> lines;

    CurveKind(String id, String title, Range least, BiFunction<MemoryTrace, Timeline, List<Line>> lines) {
        this.id = id;
        this.title = title;
        this.least = least;
        this.lines = lines;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** What the axis of values shows in any case. */
    Range least() {
        return least;
    }

    /** The curves of a trace; empty where it knows nothing of the kind. */
    List<Line> of(MemoryTrace trace, Timeline time) {
        return lines.apply(trace, time);
    }

    private static List<Line> balloonAndLeft(MemoryTrace trace, Timeline time) {
        List<Line> balloons = DomainLines.balloon(trace, time);
        return balloons.isEmpty() ? balloons : joined(balloons, DomainLines.left(trace, time));
    }

    private static List<Line> unusedAndFloor(MemoryTrace trace, Timeline time) {
        List<Line> unused = DomainLines.unused(trace, time);
        if (unused.isEmpty()) {
            return unused;
        }
        Range over = Range.EMPTY.with(time.of(trace.samples()));
        return joined(unused, List.of(Line.level("floor", Ink.BOUND, over, Limits.RUBRIC.unusedKiB() / 1024.0)));
    }

    private static List<Line> joined(List<Line> first, List<Line> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
