package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes a report of traces as they are. */
@Command(name = "report", description = "Writes a report of traces as they are.")
final class ReportCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("report is not part of this version");
    }
}
