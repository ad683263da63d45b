package io.equipoise.cli;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.monitor.MonitorLogs;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns logs of other programs into a trace; each kind of log is a subcommand. */
@Command(name = "import", description = "Turns logs of other programs into a trace.")
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no kind of log given; there is: monitor");
    }

    /** Imports the text log of a CPU or memory monitor. */
    @Command(
            name = "monitor",
            description = "Imports the text log of a CPU or memory monitor, of any of the six known kinds.")
    int monitor(
            @Parameters(paramLabel = "FILE", description = "The log.") Path file,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            required = true,
                            description = "Where the trace goes: a directory that is new or empty.")
                    Path out) {
        MemoryTrace trace = MonitorLogs.read(file);
        ParquetTraces.write(out, trace);
        PrintWriter messages = spec.commandLine().getErr();
        messages.println(out + ": " + trace.samples().size() + " samples, "
                + trace.header().note());
        messages.flush();
        return ExitCode.OK;
    }
}
