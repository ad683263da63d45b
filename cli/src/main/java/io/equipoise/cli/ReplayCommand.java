package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Replays policies against a recorded trace. */
@Command(name = "replay", description = "Replays policies against a recorded trace.")
final class ReplayCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("replay is not part of this version");
    }
}
