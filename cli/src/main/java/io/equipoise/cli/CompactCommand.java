package io.equipoise.cli;

import io.equipoise.traces.parquet.Compaction;
import io.equipoise.traces.parquet.Compaction.Compacted;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Merges a trace's small segments. */
@Command(
        name = "compact",
        description = {
            "Merges a trace's small segments into ones of at most 3,600 ticks: fewer files, fewer bytes, the same rows.",
            "Can be interrupted at any time; refused while a recorder writes into the trace."
        })
final class CompactCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A trace's directory that nobody records into.")
    private Path directory;

    @Override
    public Integer call() {
        Compacted done = Compaction.compact(directory);
        PrintWriter out = spec.commandLine().getOut();
        out.println("segments: " + done.before() + " before, " + done.after() + " now; bytes: " + done.bytesBefore()
                + " before, " + done.bytesAfter() + " now");
        out.flush();
        return ExitCode.OK;
    }
}
