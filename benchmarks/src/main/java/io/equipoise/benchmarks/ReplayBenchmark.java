package io.equipoise.benchmarks;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.TraceSink;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One replay of a decoded day on one thread, conservation checked, its rows looked at by nobody. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReplayBenchmark {
    static final int PCPUS = 66;

    /** The folder of a PlanetLab day; empty for a made one. */
    @Param("")
    public String day = "";

    /** How many times the day's VMs stand side by side, on as many times the pCPUs, or as many as there can be. */
    @Param("1")
    public int fleets = 1;

    @Param("288")
    public int ticks = Day.INTERVALS;

    /** Where the vCPUs start: spread over the pCPUs one by one, or free on all of them. */
    @Param({"spread", "free"})
    public String placement = "spread";

    @Param({"none", "steady"})
    public String policy = "none";

    private @Nullable RecordedDemand recorded;
    private @Nullable PolicyFactory factory;
    private @Nullable ReplaySetup setup;

    @Setup
    public void decode() {
        Placement start = Placement.valueOf(placement.toUpperCase(Locale.ROOT));
        recorded = RecordedDemand.of(new FleetTrace(Day.of(day).times(fleets), ticks));
        factory = Policies.named(PolicyKind.CPU, policy);
        setup = new ReplaySetup(null, Math.min(ReplaySetup.MOST_PCPUS, PCPUS * fleets), null, start, null);
    }

    @Benchmark
    public void replay() {
        Replay.run(
                Objects.requireNonNull(recorded),
                Objects.requireNonNull(setup),
                Objects.requireNonNull(factory),
                TraceSink.NONE);
    }
}
