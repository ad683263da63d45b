package io.equipoise.cli;

import io.equipoise.replay.evaluate.Evaluator;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.reports.Report;
import io.equipoise.reports.files.ReportFolder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a report of traces as they are. */
@Command(name = "report", description = "Writes a report of traces as they are, those of one case side by side.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ReportOptions report;

    @Parameters(paramLabel = "TRACE", arity = "1..*", description = "Traces to show; a log as monitor:FILE.")
    private List<String> traces = List.of();

    @Override
    public Integer call() {
        ReportFolder folder = report.folder();
        Report shown = Report.ofTraces(Evaluator.asTheyAre(TraceSource.of(traces)));
        report.write(folder, shown, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
