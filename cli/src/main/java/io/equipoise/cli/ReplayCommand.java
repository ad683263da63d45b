package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.run.DemandEnd;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.replay.run.ReplaySource;
import io.equipoise.replay.run.StreamedDemand;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.format.TraceFormat;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.WholeTrace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays policies against a recorded trace; each replay is a trace. */
@Command(name = "replay", description = "Replays policies against a recorded trace; each replay is a trace.")
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "A trace's directory, or monitor:FILE for a monitor's log.")
    private String trace;

    @Mixin
    private PolicyOptions known;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            required = true,
            description = "One policy or several, separated by commas (see policies; exec:PROGRAM is one of your own).")
    private List<String> policies = List.of();

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description =
                    "Whose start and replay host to take: a case's name, or the path of its YAML file; by default the "
                            + "trace's own case. A trace of no case starts as recorded.")
    private @Nullable String caseName;

    @Option(names = "--pcpus", paramLabel = "N", description = "pCPUs of the model host; by default the case's.")
    private @Nullable Integer pcpus;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "What the guests may hold together, such as 3GiB; by default the case's.")
    private @Nullable Long memoryBudgetKiB;

    @Option(
            names = "--demand",
            paramLabel = "END",
            description =
                    "Which end of a demand that the trace leaves uncertain: ${COMPLETION-CANDIDATES}; by default what it"
                            + " tells of each load.")
    private DemandEnd demand = DemandEnd.CHOSEN;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where to write: DIR itself for one policy, DIR/POLICY for each of several.")
    private Path out = Path.of("");

    @Option(
            names = "--stream",
            description = {
                "For a trace too long for memory: read it stretch by stretch, once to survey it (twice where guests"
                        + " report memory) and once for all policies. Every load is taken for closed."
            })
    private boolean stream;

    @Override
    public Integer call() {
        if (stream && demand != DemandEnd.CHOSEN) {
            throw new ParameterException(
                    spec.commandLine(), "--demand needs the whole trace: leave out --stream, or --demand");
        }
        Set<Path> written = stream ? streamed() : whole();
        PrintWriter print = spec.commandLine().getOut();
        written.forEach(print::println);
        print.flush();
        return ExitCode.OK;
    }

    private Set<Path> whole() {
        RecordedDemand recorded = RecordedDemand.of(trace, TraceFormat.open(trace));
        Case named = namedCase(recorded);
        ReplaySetup setup = new GivenHost(pcpus, memoryBudgetKiB).setup(named, recorded);
        Map<Path, MemoryTrace> replays = new LinkedHashMap<>();
        wanted(named).forEach((policy, target) -> replays.put(target, Replay.run(recorded.at(demand), setup, policy)));
        replays.forEach(ParquetTraces::write);
        return replays.keySet();
    }

    private Set<Path> streamed() {
        StreamedDemand recorded = StreamedDemand.of(trace, TraceFormat.open(trace));
        Case named = namedCase(recorded);
        ReplaySetup setup = new GivenHost(pcpus, memoryBudgetKiB).setup(named, recorded);
        Map<PolicyFactory, Path> wanted = wanted(named);
        Map<Path, WholeTrace> replays = new LinkedHashMap<>();
        Replay.run(recorded, setup, List.copyOf(wanted.keySet()), (policy, header) -> {
            Path target = Objects.requireNonNull(wanted.get(policy));
            WholeTrace replay = ParquetTraces.whole(target, header);
            replays.put(target, replay);
            return replay.rows();
        });
        replays.values().forEach(WholeTrace::complete);
        return replays.keySet();
    }

    /** Each policy once, with the directory of its replay. */
    private Map<PolicyFactory, Path> wanted(@Nullable Case named) {
        PolicyCatalogue catalogue = known.catalogue();
        List<PolicyFactory> distinct = policies.stream()
                .distinct()
                .map(name -> policy(named, catalogue, name))
                .toList();
        Map<PolicyFactory, Path> wanted = new LinkedHashMap<>();
        distinct.forEach(policy -> wanted.put(policy, distinct.size() == 1 ? out : out.resolve(folder(policy))));
        return wanted;
    }

    private @Nullable Case namedCase(ReplaySource recorded) {
        String own = recorded.header().caseName();
        if (caseName != null || own == null) {
            return caseName == null ? null : Cases.named(caseName);
        }
        if (!Cases.names().contains(own)) {
            throw new InputException(
                    trace + ": is a trace of the case '" + own + "', which does not ship; give its file with --case");
        }
        return Cases.named(own);
    }

    private static PolicyFactory policy(@Nullable Case named, PolicyCatalogue catalogue, String name) {
        if (named != null) {
            return catalogue.named(named.kind(), name);
        }
        List<PolicyFactory> found = catalogue.named(name);
        if (found.size() > 1 && name.contains(":")) {
            throw new InputException(name + ": may decide about CPUs or about memory; say which by --case");
        }
        return found.get(0);
    }

    /** A policy's name as the name of a folder. */
    private static String folder(PolicyFactory policy) {
        return policy.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-$", "");
    }
}
