package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Turns logs of other programs into a trace. */
@Command(name = "import", description = "Turns logs of other programs into a trace.")
final class ImportCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("import is not part of this version");
    }
}
