package io.equipoise.cli;

import io.equipoise.coordinator.libvirt.RecordingNote;
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
            "A recorder that continues a trace does the same by itself, and a trace can be read without it.",
            "Guests that the recorder had asked to report their memory more often report as before."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the trace is in order, and guests report as before",
            "1:the trace is in order, but a guest could not be put back and stays noted",
            "2:bad usage, or no trace that could be brought in order"
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
        return RecordingNote.putBack(directory, this::say) ? ExitCode.OK : ExitCode.FAILED;
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
