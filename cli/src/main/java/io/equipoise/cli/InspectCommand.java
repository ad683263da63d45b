package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what is in a trace. */
@Command(name = "inspect", description = "Says what is in a trace.")
final class InspectCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("inspect is not part of this version");
    }
}
