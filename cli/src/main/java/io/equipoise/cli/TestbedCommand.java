package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts, stops and shows the small real guests of the cases. */
@Command(name = "testbed", description = "Starts, stops and shows the small real guests of the cases.")
final class TestbedCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("testbed is not part of this version");
    }
}
