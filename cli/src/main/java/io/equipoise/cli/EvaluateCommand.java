package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.evaluate.Evaluation;
import io.equipoise.replay.evaluate.Evaluator;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.reports.Report;
import io.equipoise.reports.Verdicts;
import io.equipoise.reports.files.ReportFolder;
import io.equipoise.traces.InputException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays every policy on every case, grades and scores them, and writes a report. */
@Command(
        name = "evaluate",
        description = "Replays every policy on every case, grades and scores them, and writes a report.")
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReportOptions report;

    @Mixin
    private PolicyOptions known;

    @Parameters(
            paramLabel = "TRACE",
            arity = "0..*",
            description = "Traces to replay; without any, the recorded one of each case.")
    private List<String> traces = List.of();

    @Option(
            names = "--policies",
            paramLabel = "POLICY",
            split = ",",
            description =
                    "Only these policies, joined by commas (exec:PROGRAM is one of your own); without it, all of the"
                            + " kind that a case is about.")
    private List<String> policies = List.of();

    @Option(
            names = "--pcpus",
            paramLabel = "N",
            description = "pCPUs of the model host; by default the case's, or those of the recorded host.")
    private @Nullable Integer pcpus;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "What the guests may hold together, such as 3GiB; by default the case's, or what the recorded"
                    + " host had.")
    private @Nullable Long memoryBudgetKiB;

    @Option(names = "--fail-on", paramLabel = "POLICY", description = "Exit with 1 if this policy fails a case.")
    private @Nullable String failOn;

    @Override
    public Integer call() {
        ReportFolder folder = report.folder();
        PolicyCatalogue catalogue = known.catalogue();
        PolicyChoice choice =
                policies.isEmpty() ? new PolicyChoice(catalogue.all()) : PolicyChoice.named(catalogue, policies);
        String watched = failOn == null || choice.has(failOn)
                ? failOn
                : catalogue.named(failOn).get(0).name();
        if (watched != null && !choice.has(watched)) {
            throw new InputException("--fail-on " + failOn + ": not among the policies to be replayed");
        }
        List<TraceSource> sources = traces.isEmpty() ? TraceSource.shipped(Home.traces()) : TraceSource.of(traces);
        GivenHost host = new GivenHost(pcpus, memoryBudgetKiB);
        Evaluation evaluation;
        try (ReplayProgress progress = new ReplayProgress()) {
            evaluation = Evaluator.evaluate(
                    sources.stream().map(source -> source.on(host)).toList(), choice, progress);
        }
        report.write(folder, Report.ofReplays(evaluation), spec.commandLine().getOut());
        boolean failed = evaluation.rows().stream()
                .anyMatch(row -> row.policy().equals(watched) && Verdicts.of(row) == Verdict.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }
}
