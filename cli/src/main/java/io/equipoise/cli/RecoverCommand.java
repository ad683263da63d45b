package io.equipoise.cli;

import io.equipoise.traces.parquet.Recovered;
import io.equipoise.traces.parquet.Recovery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a trace in order whose recorder was stopped before its end. */
@Command(
        name = "recover",
        description = {
            "Brings a trace in order whose recorder was stopped before its end: its journal becomes a segment.",
            "A recorder that continues a trace does the same by itself, and a trace can be read without it."
        })
final class RecoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A trace's directory that nobody records into.")
    private Path directory;

    @Override
    public Integer call() {
        Recovered done = Recovery.recover(directory);
        PrintWriter out = spec.commandLine().getOut();
        RecoveredText.lines(done).forEach(out::println);
        if (done.isNothing()) {
            out.println("nothing to recover");
        }
        out.flush();
        return ExitCode.OK;
    }
}
