package io.equipoise.cli;

import io.equipoise.traces.Trace;
import io.equipoise.traces.format.WholeTrace;
import io.equipoise.traces.readings.ImportProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where an imported trace goes. */
final class ImportTarget {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where the trace goes: a directory that is new or empty.")
    private Path out = Path.of("");

    /** Reads a source, writes it as a trace, and says what was repaired. */
    int write(Function<ImportProgress, Trace> source) {
        WholeTrace.require(out);
        Trace trace;
        try (ImportBar bar = new ImportBar("reading")) {
            trace = source.apply(bar);
        }
        long samples;
        try (ImportBar bar = new ImportBar("writing")) {
            WholeTrace.write(out, trace, bar::over);
            samples = bar.samples();
        }
        PrintWriter messages = spec.commandLine().getErr();
        messages.println(out + ": " + samples + " samples, " + trace.header().note());
        messages.flush();
        return ExitCode.OK;
    }
}
