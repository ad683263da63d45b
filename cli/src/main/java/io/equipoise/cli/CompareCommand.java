package io.equipoise.cli;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.ComparisonJson;
import io.equipoise.reports.table.ComparisonTable;
import io.equipoise.reports.table.ScoresCsv;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.format.TraceFormat;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two traces of the same guests. */
@Command(
        name = "compare",
        description =
                "Compares two traces of the same guests, such as a trial and its replay: tick by tick from the load's"
                        + " onset on, guests matched by name.")
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A trace's directory, or monitor:FILE.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Another; differences are B's from A.")
    private String second;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description = "The case by which both are graded: a name, or the path of its YAML file; by default the case"
                    + " that both name.")
    private @Nullable String caseName;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "How to print it: text, json or csv; by default ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    /** How a comparison is printed. */
    private enum Format {
        TEXT,
        JSON,
        CSV
    }

    @Override
    public Integer call() {
        Trace a = TraceFormat.open(first);
        Trace b = TraceFormat.open(second);
        Comparison comparison = Comparison.of(first, a, second, b, testCase(a.header(), b.header()));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> ComparisonText.print(comparison, out);
            case JSON -> out.println(ComparisonJson.of(comparison));
            case CSV -> out.print(ScoresCsv.of(ComparisonTable.of(comparison)));
        }
        out.flush();
        return ExitCode.OK;
    }

    private @Nullable Case testCase(TraceHeader a, TraceHeader b) {
        if (caseName != null) {
            return Cases.named(caseName);
        }
        String own = a.caseName();
        return own != null && own.equals(b.caseName()) && Cases.names().contains(own) ? Cases.named(own) : null;
    }
}
