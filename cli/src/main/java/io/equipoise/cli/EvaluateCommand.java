package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Replays every policy on every case, grades and scores them, and writes a report. */
@Command(
        name = "evaluate",
        description = "Replays every policy on every case, grades and scores them, and writes a report.")
final class EvaluateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("evaluate is not part of this version");
    }
}
