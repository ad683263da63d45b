package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.replay.sweep.Axis;
import io.equipoise.replay.sweep.Grid;
import io.equipoise.replay.sweep.Standing;
import io.equipoise.replay.sweep.Standings;
import io.equipoise.replay.sweep.Sweep;
import io.equipoise.replay.sweep.SweepJournal;
import io.equipoise.replay.sweep.SweepPlan;
import io.equipoise.replay.sweep.SweepResult;
import io.equipoise.replay.sweep.Tradeoff;
import io.equipoise.reports.Numbers;
import io.equipoise.reports.files.ReportFiles;
import io.equipoise.reports.files.ReportFolder;
import io.equipoise.reports.files.SweepFiles;
import io.equipoise.traces.InputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays policies with every combination of settings over traces. */
@Command(
        name = "sweep",
        description = {
            "Replays policies with every combination of settings over traces, on all cores.",
            "A sweep that was stopped goes on where it was when it is started again; what is unchanged is never replayed twice."
        })
final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @Option(
            names = "--policies",
            paramLabel = "POLICY",
            split = ",",
            required = true,
            description =
                    "The policies, joined by commas; some of their settings may be fixed, as in headroom:ahead=8.")
    private List<String> policies = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=V1,V2",
            description = {
                "Values of a setting, for every policy that has it (see policies --settings); repeat it for more settings.",
                "POLICY.NAME=V1,V2 is for one policy only."
            })
    private List<String> sets = List.of();

    @Option(
            names = "--traces",
            paramLabel = "TRACE",
            arity = "1..*",
            description = "Traces to replay, parted by blanks; without any, the recorded one of each case.")
    private List<String> traces = List.of();

    @Option(names = "--pcpus", paramLabel = "N", description = "pCPUs of the model host; by default each trace's own.")
    private @Nullable Integer pcpus;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "What the guests may hold together, such as 3GiB; by default each trace's own.")
    private @Nullable Long memoryBudgetKiB;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Replay only so many points of the grid, drawn by chance; more of them later hold these.")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What --sample draws by (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Replays at a time; by default as many as there are processors. The results are the same.")
    private @Nullable Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The sweep's folder: new, empty, or that of a sweep, which goes on.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        ReportFolder folder = ReportFolder.at(out, SweepFiles.JOURNAL);
        SweepPlan plan = new SweepPlan(
                traces.isEmpty() ? TraceSource.shipped(Home.traces()) : TraceSource.of(traces),
                points(),
                new GivenHost(pcpus, memoryBudgetKiB));
        SweepResult result;
        try (SweepJournal journal = SweepJournal.open(out.resolve(SweepFiles.JOURNAL));
                ReplayProgress progress = new ReplayProgress()) {
            result = Sweep.run(plan, journal, threads(), progress);
        }
        folder.write(SweepFiles.of(result));
        print(result);
        return ExitCode.OK;
    }

    private List<PolicyFactory> points() {
        List<PolicyFactory> chosen =
                PolicyChoice.named(known.catalogue(), policies).policies();
        List<PolicyFactory> points =
                Grid.points(chosen, sets.stream().map(Axis::parse).toList());
        if (sample != null && sample < 1) {
            throw new InputException("--sample " + sample + ": draw at least one point");
        }
        return sample == null ? points : Grid.sample(points, sample, seed);
    }

    private int threads() {
        if (threads != null && threads < 1) {
            throw new InputException("--threads " + threads + ": one at least");
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private void print(SweepResult result) {
        PrintWriter console = spec.commandLine().getOut();
        for (PolicyKind kind : PolicyKind.values()) {
            if (!result.of(kind).isEmpty()) {
                best(result, kind).print(console);
                console.println();
            }
        }
        console.printf("%d replays, %d of them done before%n", result.rows().size(), result.reused());
        console.println("report: " + out.resolve(ReportFiles.PAGE));
        console.flush();
    }

    /** The best settings of each policy, the best policy first. */
    private static AlignedText best(SweepResult result, PolicyKind kind) {
        Tradeoff tradeoff = Tradeoff.of(kind).get(0);
        AlignedText table = new AlignedText().row("best settings", "passed", "of", tradeoff.harm(), tradeoff.price());
        for (Standing standing : Standings.of(result, kind).bestOfEach()) {
            table.row(
                    standing.policy().name() + (standing.policy().bound() ? " (bound)" : ""),
                    standing.passed(),
                    standing.graded(),
                    Numbers.text(standing.mean(tradeoff.harm())),
                    Numbers.text(standing.mean(tradeoff.price())));
        }
        return table;
    }
}
