package io.equipoise.cli;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.GradeJson;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.JUnitXml;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.format.TraceFormat;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a trace against the expectations of a case. */
@Command(
        name = "grade",
        description = "Grades a trace against the expectations of a case.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:pass", "1:fail", "2:bad usage or unreadable input", "3:inconclusive"})
final class GradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "A trace's directory, or monitor:FILE for a monitor's log.")
    private String trace;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description = "A case's name, or the path of its YAML file; by default the trace's own case.")
    private @Nullable String caseName;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "How to print it: text, json or junit; by default ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(
            names = "--balance",
            defaultValue = "absolute",
            description =
                    "How far pCPU usage may deviate: by 5 points (absolute, the default) or 5 %% of the mean (relative).")
    private Balance balance = Balance.ABSOLUTE;

    /** How a grade is printed. */
    private enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    @Override
    public Integer call() {
        Case named = caseName == null ? null : Cases.named(caseName);
        Trace opened = TraceFormat.open(trace);
        Grade grade = Grader.grade(opened, named == null ? caseOf(opened) : named, balance);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> GradeText.print(grade, out);
            case JSON -> out.println(GradeJson.of(grade));
            case JUNIT -> out.print(new JUnitXml().add(grade.caseName(), grade).document());
        }
        out.flush();
        return ExitCode.of(grade.verdict());
    }

    private Case caseOf(Trace opened) {
        String own = opened.header().caseName();
        if (own == null) {
            throw new InputException(trace + ": names no case; say which with --case, one of "
                    + String.join(", ", Cases.names()) + " or a case's YAML file");
        }
        if (!Cases.names().contains(own)) {
            throw new InputException(
                    trace + ": is a trace of the case '" + own + "', which does not ship; give its file with --case");
        }
        return Cases.named(own);
    }
}
