package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Records the guests of a libvirt host as a trace. */
@Command(name = "record", description = "Records the guests of a libvirt host as a trace.")
final class RecordCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("record is not part of this version");
    }
}
