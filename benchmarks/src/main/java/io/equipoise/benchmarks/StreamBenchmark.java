package io.equipoise.benchmarks;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.replay.run.StreamedDemand;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceSink;
import java.util.List;
import java.util.Locale;

/** A whole streamed replay, survey and decoding included, in a JVM of its own whose heap its starter chooses. */
public final class StreamBenchmark {
    private StreamBenchmark() {}

    /** Arguments: ticks and the folder of a day, which may be empty; prints vCPU-samples, seconds and the heap's size. */
    public static void main(String[] args) {
        Trace trace = new FleetTrace(Day.of(args[1]), Integer.parseInt(args[0]));
        long begin = System.nanoTime();
        StreamedDemand recorded = StreamedDemand.of("the day", trace);
        Replay.run(
                recorded,
                new ReplaySetup(null, ReplayBenchmark.PCPUS, null, Placement.SPREAD, null),
                List.of(Policies.named(PolicyKind.CPU, "none")),
                (policy, header) -> TraceSink.NONE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long samples = (long) recorded.vcpus() * recorded.ticks();
        System.out.printf(
                Locale.ROOT,
                "%d %.3f %d%n",
                samples,
                seconds,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
