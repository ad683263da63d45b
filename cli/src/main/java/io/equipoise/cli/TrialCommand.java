package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs a case on real guests and records it. */
@Command(name = "trial", description = "Runs a case on real guests and records it.")
final class TrialCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("trial is not part of this version");
    }
}
